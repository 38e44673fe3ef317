"""US export controls: control list, country groups, licence exceptions, screening list."""
