package org.greedyinfomax.tensor.cpu;

import static org.greedyinfomax.tensor.cpu.CpuEngine.host;

import org.greedyinfomax.tensor.AdamStep;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.Tensor;

/**
 * Passes over memory, row by row or, where rows lie side by side, all at once. Arithmetic is in the
 * memory's own precision.
 */
final class Elementwise {

  private Elementwise() {}

  static void fill(Matrix x, double value) {
    HostMemory memory = host(x.memory());
    if (value == 0 && x.isContiguous()) {
      memory.clear(x.offset(), (long) x.rows() * x.columns());
      return;
    }
    for (int r = 0; r < x.rows(); r++) {
      long row = x.row(r);
      if (value == 0) {
        memory.clear(row, x.columns());
      } else {
        for (int c = 0; c < x.columns(); c++) {
          memory.put(row + c, value);
        }
      }
    }
  }

  static void copy(Matrix from, Matrix to) {
    Shapes.requireSame(from, to);
    HostMemory source = host(from.memory());
    HostMemory target = host(to.memory());
    if (from.isContiguous() && to.isContiguous()) {
      target.copy(to.offset(), source, from.offset(), to.rows() * to.columns());
      return;
    }
    for (int r = 0; r < to.rows(); r++) {
      target.copy(to.row(r), source, from.row(r), to.columns());
    }
  }

  static void transpose(Matrix from, Matrix to) {
    Shapes.requireTransposed(from, to);
    HostMemory source = host(from.memory());
    HostMemory target = host(to.memory());
    for (int r = 0; r < from.rows(); r++) {
      long row = from.row(r);
      for (int c = 0; c < from.columns(); c++) {
        target.put(to.row(c) + r, source.get(row + c));
      }
    }
  }

  static void add(Matrix from, Matrix to) {
    Shapes.requireSame(from, to);
    HostMemory source = host(from.memory());
    HostMemory target = host(to.memory());
    if (from.isContiguous() && to.isContiguous()) {
      target.addScaled(to.offset(), 1, source, from.offset(), to.rows() * to.columns());
      return;
    }
    for (int r = 0; r < to.rows(); r++) {
      target.addScaled(to.row(r), 1, source, from.row(r), to.columns());
    }
  }

  static void addBias(Tensor bias, Matrix x) {
    Shapes.requireRow(bias, x);
    HostMemory biases = host(bias.memory());
    HostMemory memory = host(x.memory());
    if (x.isContiguous()) {
      memory.addRow(x.offset(), x.rows(), biases, bias.offset(), x.columns());
      return;
    }
    for (int r = 0; r < x.rows(); r++) {
      memory.addScaled(x.row(r), 1, biases, bias.offset(), x.columns());
    }
  }

  static void addBiasRelu(Tensor bias, Matrix x) {
    Shapes.requireRow(bias, x);
    if (x.isContiguous()) {
      host(x.memory())
          .addRowRelu(x.offset(), x.rows(), host(bias.memory()), bias.offset(), x.columns());
      return;
    }
    addBias(bias, x);
    relu(x, x);
  }

  static void relu(Matrix from, Matrix to) {
    Shapes.requireSame(from, to);
    HostMemory source = host(from.memory());
    HostMemory target = host(to.memory());
    if (from.isContiguous() && to.isContiguous()) {
      target.relu(to.offset(), source, from.offset(), (long) to.rows() * to.columns());
      return;
    }
    for (int r = 0; r < to.rows(); r++) {
      target.relu(to.row(r), source, from.row(r), to.columns());
    }
  }

  static void reluGradient(Matrix y, Matrix dy) {
    Shapes.requireSame(y, dy);
    HostMemory output = host(y.memory());
    HostMemory gradient = host(dy.memory());
    if (y.isContiguous() && dy.isContiguous()) {
      long length = (long) dy.rows() * dy.columns();
      gradient.reluGradient(dy.offset(), output, y.offset(), length);
      return;
    }
    for (int r = 0; r < dy.rows(); r++) {
      gradient.reluGradient(dy.row(r), output, y.row(r), dy.columns());
    }
  }

  static void addColumnSums(Matrix x, Tensor sums) {
    Shapes.requireRow(sums, x);
    HostMemory memory = host(x.memory());
    double[] totals = new double[x.columns()];
    if (x.isContiguous()) {
      memory.addColumnSums(x.offset(), x.rows(), totals);
    } else {
      for (int r = 0; r < x.rows(); r++) {
        memory.addColumnSums(x.row(r), 1, totals);
      }
    }
    HostMemory target = host(sums.memory());
    for (int c = 0; c < totals.length; c++) {
      target.put(sums.offset() + c, target.get(sums.offset() + c) + totals[c]);
    }
  }

  static double sumOfSquares(Matrix x) {
    HostMemory memory = host(x.memory());
    double sum = 0;
    for (int r = 0; r < x.rows(); r++) {
      sum += memory.dot(x.row(r), memory, x.row(r), x.columns());
    }
    return sum;
  }

  static void adam(AdamStep step, Tensor gradient, Tensor first, Tensor second, Tensor value) {
    Shapes.requireMoments(gradient, first, second, value);
    host(value.memory())
        .adam(
            step,
            value.offset(),
            host(gradient.memory()),
            gradient.offset(),
            host(first.memory()),
            first.offset(),
            host(second.memory()),
            second.offset(),
            value.size());
  }
}
