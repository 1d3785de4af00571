"""From a Report to its findings and its ledger."""
