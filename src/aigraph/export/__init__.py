"""The graph as files for others, without what licences keep from being passed on."""
