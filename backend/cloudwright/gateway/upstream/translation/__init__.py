"""The same conversation on another wire: requests there, answers and streams back. Pure."""
