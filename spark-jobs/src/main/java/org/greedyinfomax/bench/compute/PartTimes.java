package org.greedyinfomax.bench.compute;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.greedyinfomax.bench.Elapsed;
import org.greedyinfomax.bench.TimePoint;
import org.greedyinfomax.layer.Layer;
import org.greedyinfomax.layer.Pass;
import org.greedyinfomax.loss.LocalLoss;
import org.greedyinfomax.model.PartWrapper;
import org.greedyinfomax.tensor.Tensor;

/** Adds up how long each part of a module takes while the module trains, on one thread. */
final class PartTimes implements PartWrapper {

  private final Map<Measured, Elapsed> sums = new HashMap<>();
  private int steps;

  /**
   * What takes time.
   *
   * @param part its name as in {@link PartCost}
   */
  record Measured(String part, PassKind pass) {}

  /**
   * What a step has spent, the mean of all since {@link #forget}; nothing if it is no part of it.
   */
  Optional<Elapsed> mean(Measured measured) {
    return Optional.ofNullable(sums.get(measured)).map(sum -> sum.over(steps));
  }

  void forget() {
    sums.clear();
    steps = 0;
  }

  @Override
  public Layer wrap(String name, Layer layer) {
    return (x, arena) -> {
      Pass pass = time(name, PassKind.FORWARD, () -> layer.forward(x, arena));
      return new TimedPass(name, pass);
    };
  }

  @Override
  public LocalLoss wrap(LocalLoss loss) {
    return (batch, random, arena) -> {
      steps++; // of which each has one loss
      return time(PartWrapper.LOSS, PassKind.BOTH, () -> loss.evaluate(batch, random, arena));
    };
  }

  private <T> T time(String part, PassKind pass, Supplier<T> work) {
    TimePoint start = TimePoint.ofThisThread();
    T found = work.get();
    Elapsed elapsed = Elapsed.between(start, TimePoint.ofThisThread());
    sums.merge(new Measured(part, pass), elapsed, Elapsed::plus);
    return found;
  }

  /** The backward pass of a layer of that name. */
  private final class TimedPass implements Pass {

    private final String name;
    private final Pass pass;

    TimedPass(String name, Pass pass) {
      this.name = name;
      this.pass = pass;
    }

    @Override
    public Tensor output() {
      return pass.output();
    }

    @Override
    public void backwardToParameters(Tensor dy) {
      time(
          name,
          PassKind.BACKWARD,
          () -> {
            pass.backwardToParameters(dy);
            return dy;
          });
    }

    @Override
    public Tensor backward(Tensor dy) {
      return time(name, PassKind.BACKWARD, () -> pass.backward(dy));
    }
  }
}
