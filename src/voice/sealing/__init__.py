"""The only cryptography: age files, receipts, bundles, signatures."""
