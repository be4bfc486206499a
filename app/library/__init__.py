"""Link all documents into one immutable library."""
