"""The living areas: what they are, who may change them, and how they are asked for."""
