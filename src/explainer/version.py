"""The version of the package, written once: the build reads it from here, as does every answer."""

VERSION = "0.1.0"
