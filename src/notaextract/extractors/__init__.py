"""One module per fact type, one public function each."""
