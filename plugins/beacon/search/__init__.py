"""The search: what readers type and what stands on pages, brought to the same terms."""
