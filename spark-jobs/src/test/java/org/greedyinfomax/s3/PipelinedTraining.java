package org.greedyinfomax.s3;

import java.util.List;

/** Keys of a synthesis, a pipelined training of two small modules, and a probe. */
final class PipelinedTraining {

  private PipelinedTraining() {}

  static List<String> keys(int epochs) {
    return List.of(
        "modules=[{ name = conv, layers = [{ kind = convolution1d, channels = 8, kernel = 40,"
            + " stride = 20, padding = 10 }] }, { name = gru, layers = [{ kind = gru, hidden = 6,"
            + " backpropagation = through-time }] }]",
        "optimizer.schedule=constant",
        "training.epochs=" + epochs,
        "training.batchSize=8",
        "training.replicas=2",
        "training.localSteps=2",
        "training.schedule=pipelined",
        "training.checkpointInterval=1",
        "synthesis.voices=3",
        "synthesis.hours=0.02",
        "probe.maxIterations=3");
  }
}
