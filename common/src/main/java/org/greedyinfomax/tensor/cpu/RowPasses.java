package org.greedyinfomax.tensor.cpu;

import static org.greedyinfomax.tensor.cpu.CpuEngine.host;

import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Shapes;

/** Collects rows that indices name (gather), and adds to them (scatter). */
final class RowPasses {

  private RowPasses() {}

  static void gather(Matrix from, int[] rows, int start, Matrix to) {
    Shapes.requireSameColumns(from, to);
    HostMemory source = host(from.memory());
    HostMemory target = host(to.memory());
    for (int i = 0; i < to.rows(); i++) {
      target.copy(to.row(i), source, from.row(rows[start + i]), to.columns());
    }
  }

  static void scatterAdd(Matrix from, Matrix to, int[] rows, int start) {
    Shapes.requireSameColumns(from, to);
    HostMemory source = host(from.memory());
    HostMemory target = host(to.memory());
    for (int i = 0; i < from.rows(); i++) {
      target.addScaled(to.row(rows[start + i]), 1, source, from.row(i), from.columns());
    }
  }
}
