package org.greedyinfomax.config;

import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.TrainingSettings.Order;
import org.greedyinfomax.config.hocon.HoconText;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.model.spec.FrameSupervisedSpec;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.model.spec.SupervisedSpec;
import org.greedyinfomax.optim.OuterStep;

/**
 * The configuration of a run: everything that its result depends on, apart from where its files
 * are.
 *
 * @param seed of weights, shuffling, crops and negatives, and of artificial speech; any number
 * @param input what the network listens to or looks at
 * @param stack the network and its loss, for as many channels as the input has
 * @param optimizer of every module
 * @param training how modules are trained
 * @param averaging how replicas become one
 * @param activations how activations are stored between stage groups
 * @param corpus which recordings are trained on
 * @param validation which recordings are held out, and what is made of the loss on them
 * @param ingest how recordings become a corpus
 * @param probe how representations are evaluated
 * @param synthesis how much artificial speech is made
 * @param device what tasks compute on
 */
public record Recipe(
    long seed,
    InputSettings input,
    StackSpec stack,
    OptimizerSettings optimizer,
    TrainingSettings training,
    OuterStep averaging,
    ActivationSettings activations,
    CorpusSettings corpus,
    ValidationSettings validation,
    IngestSettings ingest,
    ProbeSettings probe,
    SynthesisSettings synthesis,
    DeviceChoice device)
    implements Serializable {

  /** Bytes of numbers in a state: what Java's longest array leaves beside a header. */
  private static final int LARGEST_STATE = Integer.MAX_VALUE - (1 << 20);

  public Recipe {
    BatchLimits.requireInput(input.sample(), training.batchSize());
    input.samples().forEach(stack::requireFits);
    BatchLimits.requireOutputs(stack, input.sample(), training.batchSize());
    training.schedule().requireCovers(stack.modules().size());
    requireStatesFit(stack, averaging);
    Check.argument(
        input.samples().size() == 1 || !(stack.loss() instanceof FrameSupervisedSpec),
        "input.cropSamples must be one length where labels of frames are learned (loss.frameLabels),"
            + " but has %d",
        input.samples().size());
    Check.argument(
        corpus.takesAll() || stack.loss() instanceof SupervisedSpec,
        "corpus.perClass must be all, except where modules learn from loss.label, but is %d",
        corpus.perClass());
    Check.argument(
        training.order() == Order.SIMULTANEOUS || !validation.mayStop(),
        "validation.patience must be 0 in training.order = iterative, where each module learns from"
            + " what the one below became after all its epochs, but is %d",
        validation.patience());
  }

  private static void requireStatesFit(StackSpec stack, OuterStep averaging) {
    int numbers = averaging.hasMomentum() ? 4 : 3;
    for (int m = 0; m < stack.modules().size(); m++) {
      long parameters = ModuleLayout.of(stack, m).size();
      Check.argument(
          parameters * numbers * Float.BYTES <= LARGEST_STATE,
          "module \"%s\" has %d parameters, but a state of %d numbers for each must fit 2 GiB: take"
              + " fewer channels or layers%s",
          stack.modules().get(m).name(),
          parameters,
          numbers,
          averaging.hasMomentum() ? ", or averaging.outerMomentum = 0" : "");
    }
  }

  /**
   * Returns what the network listens to.
   *
   * @throws IllegalArgumentException if it looks at images
   */
  public InputSettings.Audio audio() {
    if (input instanceof InputSettings.Audio audio) {
      return audio;
    }
    throw new IllegalArgumentException(
        "input.kind is images, but must be audio here: name a recipe for audio");
  }

  /** Renders all values as HOCON that reads back to an equal recipe. */
  public String toHocon() {
    return HoconText.of(RecipeKeys.write(this));
  }

  /**
   * Returns the same with a last line that protects it: what {@link RecipeReader#readWhole} reads.
   *
   * @return HOCON, whose last line is a comment with the SHA-256 of the others
   */
  public String toChecked() {
    return ChecksumLine.addTo(toHocon());
  }

  /**
   * Names what training results depend on: runs with the same hash may continue each other.
   *
   * <p>Ingestion, probe, synthesis, the device, the schedule with its window and budget, and the
   * checkpoint interval do not enter, nor validation where no rows are held out. Neither does the
   * number of epochs, so that a run may be prolonged, unless they matter to every step.
   *
   * @return SHA-256 of the canonical text, 64 hexadecimal digits
   */
  public String trainingHash() {
    return ChecksumLine.sha256(HoconText.of(RecipeKeys.writeTraining(this)));
  }

  /**
   * Returns whether even the first steps of a module depend on the number of epochs: the learning
   * rate falls until the last, or a module learns from what the one below became after all its
   * epochs.
   */
  public boolean epochsMatter() {
    return training.order() == Order.ITERATIVE || optimizer.dependsOnEnd();
  }

  /** Returns the same recipe with a number of local steps. */
  public Recipe withLocalSteps(int localSteps) {
    return with(localSteps, training.schedule());
  }

  /**
   * Returns the same recipe with a schedule.
   *
   * @throws IllegalArgumentException if it does not cover the stack
   */
  public Recipe withSchedule(Schedule schedule) {
    return with(training.localSteps(), schedule);
  }

  /**
   * Returns the same recipe with other paths of the files that it names, but for frame labels that
   * are learned from, whose name is part of {@link #trainingHash}.
   *
   * @param whole a path's replacement; asked for empty ones, too
   */
  public Recipe withPaths(UnaryOperator<String> whole) {
    return new Recipe(
        seed,
        input,
        stack,
        optimizer,
        training,
        averaging,
        activations,
        corpus,
        validation,
        ingest.withPaths(whole),
        probe.withPaths(whole),
        synthesis,
        device);
  }

  private Recipe with(int localSteps, Schedule schedule) {
    TrainingSettings changed =
        new TrainingSettings(
            training.epochs(),
            training.batchSize(),
            training.replicas(),
            localSteps,
            training.order(),
            schedule,
            training.checkpointInterval());
    return new Recipe(
        seed,
        input,
        stack,
        optimizer,
        changed,
        averaging,
        activations,
        corpus,
        validation,
        ingest,
        probe,
        synthesis,
        device);
  }
}
