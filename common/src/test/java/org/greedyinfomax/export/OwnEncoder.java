package org.greedyinfomax.export;

import java.util.List;
import java.util.stream.IntStream;
import org.greedyinfomax.model.EncoderModule;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.cpu.CpuEngine;

/** What this project makes of an input itself. */
final class OwnEncoder {

  private OwnEncoder() {}

  /** States of an untrained stack. */
  static List<ModuleState> untrained(StackSpec stack) {
    return IntStream.range(0, stack.modules().size())
        .mapToObj(m -> ModuleState.initial(ModuleLayout.of(stack, m), 7, m))
        .toList();
  }

  /** The vectors of module {@code m}: {@code [batch, place, channel]}. */
  static double[] vectors(
      StackSpec stack, List<ModuleState> states, int m, SampleShape shape, float[] input) {
    Engine engine = CpuEngine.onCpu(Precision.SINGLE, 1);
    try (Arena arena = new Arena(engine)) {
      MiniBatch.Samples batch = new MiniBatch.Samples(input, shape);
      Tensor x = arena.allocate(shape.batch(batch.samples()));
      batch.writeTo(engine, x);
      for (int i = 0; i < m; i++) {
        x = forward(engine, stack, states, i, x, arena);
      }
      try (EncoderModule module = new EncoderModule(engine, stack, m, states.get(m))) {
        x = module.forward(x, arena);
        stack.roundBorder(engine, m, x);
        return engine.doubles(module.represent(x, arena));
      }
    }
  }

  private static Tensor forward(
      Engine engine, StackSpec stack, List<ModuleState> states, int m, Tensor x, Arena arena) {
    try (EncoderModule module = new EncoderModule(engine, stack, m, states.get(m))) {
      Tensor y = module.forward(x, arena);
      stack.roundBorder(engine, m, y);
      return y;
    }
  }
}
