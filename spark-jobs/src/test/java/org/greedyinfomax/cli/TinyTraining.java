package org.greedyinfomax.cli;

import java.util.List;

/** Keys of a synthesis and a training of one small module that take seconds. */
public final class TinyTraining {

  public static final List<String> KEYS =
      List.of(
          "modules=[{ name = conv, layers = [{ kind = convolution1d, channels = 8, kernel = 40,"
              + " stride = 20, padding = 10 }] }]",
          "optimizer.schedule=constant",
          "training.epochs=1",
          "training.batchSize=8",
          "training.localSteps=2",
          "synthesis.voices=3",
          "synthesis.hours=0.02");

  private TinyTraining() {}
}
