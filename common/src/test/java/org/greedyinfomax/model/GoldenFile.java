package org.greedyinfomax.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.greedyinfomax.export.ReferenceLayout;
import org.greedyinfomax.export.ReferenceTensor;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.StackSpec;

/** A file of golden numbers, with the parameters of a stack in it. */
public final class GoldenFile {

  private final StackSpec stack;
  private final Safetensors file;

  private GoldenFile(StackSpec stack, Safetensors file) {
    this.stack = stack;
    this.file = file;
  }

  /** Reads a file from the folder golden. */
  static GoldenFile read(String name, StackSpec stack) {
    try (InputStream in = GoldenFile.class.getResourceAsStream("/golden/" + name)) {
      return new GoldenFile(stack, Safetensors.fromBytes(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All tensors of the file. */
  public Safetensors tensors() {
    return file;
  }

  /** A tensor of the file. */
  public Safetensors.Entry entry(String name) {
    return file.entry(name);
  }

  /** The stack that the parameters are of. */
  public StackSpec stack() {
    return stack;
  }

  /** A module's parameters in one flat array, as here; {@code kind} is param, grad or adam1. */
  public double[] flat(String kind, int m) {
    double[] flat = new double[ModuleLayout.of(stack, m).size()];
    for (ReferenceTensor tensor : ReferenceLayout.of(stack, m)) {
      double[] theirs = file.entry(kind + "." + tensor.name()).doubles();
      for (int i = 0; i < theirs.length; i++) {
        flat[tensor.place(i)] = theirs[i];
      }
    }
    return flat;
  }
}
