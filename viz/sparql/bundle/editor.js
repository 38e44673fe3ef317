// The editor: CodeMirror with SPARQL, the page's own completions, and marks where a query is wrong.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { SparqlLanguage, sparql } from "codemirror-lang-sparql";

const KEYWORDS = ["SELECT", "DISTINCT", "CONSTRUCT", "DESCRIBE", "ASK", "FROM", "FROM NAMED", "WHERE", "GRAPH", "OPTIONAL", "UNION", "MINUS", "FILTER", "FILTER NOT EXISTS", "BIND", "VALUES", "GROUP BY", "HAVING", "ORDER BY", "LIMIT", "OFFSET", "COUNT", "SUM", "AVG", "MIN", "MAX", "GROUP_CONCAT", "REGEX", "CONTAINS", "LANG", "STR", "BOUND", "PREFIX"];
const keywords = KEYWORDS.map((label) => ({ label, type: "keyword", boost: -1 }));

function complete(terms) {
  return (context) => {
    const word = context.matchBefore(/[\w:-]+/);
    if (!word && !context.explicit) return null;
    return { from: word ? word.from : context.pos, options: [...terms(), ...keywords], validFor: /^[\w:-]*$/ };
  };
}

// Text typed over a selection is put in by the editor itself: the browser would put it into an
// element with an inline style, which the page's policy forbids.
function typeOver(event, view) {
  const { from, to, empty } = view.state.selection.main;
  if (event.inputType !== "insertText" || !event.data || event.isComposing || empty) return false;
  const insert = () => view.state.update(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, event.data, insert))) view.dispatch(insert());
  event.preventDefault();
  return true;
}

// Options: parent, nonce (of the style element), terms() (completions), label, run(), changed().
globalThis.createEditor = (options) => {
  const naming = new Compartment();
  const named = (label) => EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", autocapitalize: "off" });
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      extensions: [
        EditorView.cspNonce.of(options.nonce), naming.of(named(options.label)),
        lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(), lintGutter(),
        EditorView.lineWrapping, EditorView.domEventHandlers({ beforeinput: typeOver }), sparql(), syntaxHighlighting(classHighlighter),
        autocompletion({ icons: false }), SparqlLanguage.data.of({ autocomplete: complete(options.terms) }),
        keymap.of([
          { key: "Mod-Enter", run: () => { options.run(); return true; } },
          ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap,
        ]),
        EditorView.updateListener.of((update) => { if (update.docChanged) options.changed(); }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    setText: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    name: (label) => view.dispatch({ effects: naming.reconfigure(named(label)) }),
    clearError: () => view.dispatch(setDiagnostics(view.state, [])),
    // Lines and columns count from 1, as in the message of the engine.
    showError: (line, column, message) => {
      const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      const from = Math.min(at.from + Math.max(column - 1, 0), at.to);
      const start = from === at.to && from > at.from ? from - 1 : from;
      view.dispatch(setDiagnostics(view.state, [{ from: start, to: Math.max(from, start + 1 > at.to ? start : start + 1), severity: "error", message }]));
      view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    },
    focus: () => view.focus(),
  };
};
