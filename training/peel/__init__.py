"""Trains Peel's embedded generator: data, renderer, network, stages, evaluation, export."""
