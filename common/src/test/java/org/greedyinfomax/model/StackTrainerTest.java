package org.greedyinfomax.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.EveryEngine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;
import org.greedyinfomax.tensor.ResidentMemory;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Modules are isolated from those above: to the last bit. */
abstract class StackTrainerTest {

  private static final int BATCH = 3;
  private static final int STEPS = 5;
  private static final long SEED = 77;

  private final Engine engine;
  private final StackSpec stack;
  private final SampleShape sample;
  private final int[] classes;

  /** Tests a stack of three modules on noise of a shape. */
  StackTrainerTest(StackSpec stack, SampleShape sample) {
    this(EveryEngine.CPU, stack, sample);
  }

  StackTrainerTest(EveryEngine engines, StackSpec stack, SampleShape sample) {
    engine = engines.in(Precision.SINGLE);
    this.stack = stack;
    this.sample = sample;
    classes = new int[BATCH * stack.loss().labels(sample)];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (i + 2) % 3;
    }
  }

  @Test
  void trainsAModuleWithoutRegardToThoseAbove() {
    List<ModuleState> states = Networks.initial(stack);
    for (int m = 0; m < 2; m++) {
      List<ModuleState> perturbed = new ArrayList<>(states);
      perturbed.set(m + 1, ModuleState.initial(ModuleLayout.of(stack, m + 1), 999, m + 1));

      List<ModuleState> plain = train(states, 0);
      List<ModuleState> other = train(perturbed, 0);

      for (int below = 0; below <= m; below++) {
        assertSame(other.get(below), plain.get(below));
      }
      assertThat(other.get(m + 1).values()).isNotEqualTo(plain.get(m + 1).values());
    }
  }

  @Test
  void trainsTheLowerModulesAloneAsAmongAll() {
    List<ModuleState> states = Networks.initial(stack);

    List<ModuleState> alone = train(states.subList(0, 1), 0);
    List<ModuleState> all = train(states, 0);

    assertSame(alone.get(0), all.get(0));
    assertThat(alone.get(0).values()).isNotEqualTo(states.get(0).values());
    assertThat(alone.get(0).steps()).isEqualTo(STEPS);
  }

  /** Each module on its own, from what the one below handed on, kept as an array of floats. */
  @Test
  void trainsModulesSideBySideAsOneByOneFromStoredOutputs() {
    List<float[]> inputs = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      inputs.add(noise(step));
    }
    List<ModuleState> joint = train(Networks.initial(stack), 0);
    for (int m = 0; m < 3; m++) {
      try (TrainableModule module = module(m);
          Arena arena = new Arena(engine)) {
        for (int step = 0; step < STEPS; step++) {
          Tensor output = arena.allocate(outputShape(m));
          RandomStream random = RandomStream.of(SEED, Purpose.NEGATIVES, m, 0, step);
          module.train(input(m, inputs.get(step), arena), classes, output, random, arena);
          inputs.set(step, engine.floats(output));
        }
        assertSame(module.state(), joint.get(m));
      }
    }
  }

  @Test
  void trainsOverAFrozenModuleAsOnItsStoredOutputs() {
    List<ModuleState> trained = train(Networks.initial(stack).subList(0, 2), 1);

    try (EncoderModule frozen = new EncoderModule(engine, stack, 0, Networks.initial(stack, 0));
        TrainableModule module = module(1);
        Arena arena = new Arena(engine)) {
      for (int step = 0; step < STEPS; step++) {
        float[] samples = noise(step);
        float[] stored = engine.floats(frozen.forward(input(0, samples, arena), arena));
        RandomStream random = RandomStream.of(SEED, Purpose.NEGATIVES, 1, 0, step);
        module.train(
            input(1, stored, arena), classes, arena.allocate(outputShape(1)), random, arena);
      }
      assertThat(trained).hasSize(1);
      assertSame(module.state(), trained.get(0));
    }
  }

  /** Two trainers with a file between them, against one. */
  @ParameterizedTest
  @EnumSource(StorageType.class)
  void trainsTheSameWhetherABorderIsInMemoryOrInAFile(StorageType type) {
    StackSpec rounded = stack.withBorders(type);
    List<ModuleState> states = Networks.initial(stack);
    List<ModuleState> joint = new ArrayList<>();
    List<ModuleState> apart = new ArrayList<>();
    try (StackTrainer all = trainer(rounded, 0, states, 0);
        StackTrainer lower = trainer(rounded, 0, states.subList(0, 1), 0);
        StackTrainer upper = trainer(rounded, 1, states.subList(1, 3), 1)) {
      for (int step = 0; step < STEPS; step++) {
        MiniBatch batch = batch(step);
        all.step(batch, 0, step, above -> {});
        List<ByteBuffer> file = new ArrayList<>();
        lower.step(batch, 0, step, above -> file.add(stored(above, type)));
        upper.step(
            new MiniBatch.Stored(file.get(0), type, stack.output(0, sample), classes),
            0,
            step,
            above -> {});
      }
      joint.addAll(all.trainedStates());
      apart.addAll(lower.trainedStates());
      apart.addAll(upper.trainedStates());
    }
    for (int m = 0; m < 3; m++) {
      assertSame(apart.get(m), joint.get(m));
    }
  }

  @Test
  void learnsSomethingElseIfBordersAreRounded() {
    StackSpec rounded = stack.withBorders(StorageType.FLOAT16);
    List<ModuleState> exact = train(Networks.initial(stack), 0);
    try (StackTrainer trainer = trainer(rounded, 0, Networks.initial(stack), 0)) {
      run(trainer, 0, STEPS);
      List<ModuleState> found = trainer.trainedStates();

      assertSame(found.get(0), exact.get(0));
      assertThat(found.get(1).values()).isNotEqualTo(exact.get(1).values());
    }
  }

  @Test
  void onlyHandsOnIfNoModuleLearns() {
    List<ModuleState> states = Networks.initial(stack).subList(0, 2);
    List<float[]> outputs = new ArrayList<>();
    try (StackTrainer frozen = trainer(stack, 0, states, 2);
        StackTrainer training = trainer(stack, 0, states, 0)) {
      MiniBatch batch = batch(0);

      assertThat(frozen.step(batch, 0, 0, above -> outputs.add(engine.floats(above)))).isEmpty();
      training.step(batch, 0, 0, above -> outputs.add(engine.floats(above)));

      assertThat(frozen.trainedStates()).isEmpty();
    }
    assertThat(outputs.get(0)).containsExactly(outputs.get(1));
  }

  /** A module in the middle that does not learn any more, between two that do. */
  @Test
  void leavesAnyModuleAsItIsThatDoesNotLearn() {
    List<ModuleState> all = train(Networks.initial(stack), 0);
    try (StackTrainer trainer =
        new StackTrainer(engine, task(stack), 0, Networks.initial(stack), List.of(0, 2))) {
      run(trainer, 0, STEPS);
      List<ModuleState> learned = trainer.trainedStates();

      assertThat(learned).hasSize(2);
      assertSame(learned.get(0), all.get(0));
      assertThat(learned.get(1).values())
          .isNotEqualTo(Networks.initial(stack, 2).values())
          .isNotEqualTo(all.get(2).values());
    }
  }

  @Test
  void measuresWithoutLearning() {
    try (StackTrainer trainer = trainer(Networks.initial(stack), 0)) {
      List<TrainableModule.Step> before = trainer.measure(batch(9), 4);
      List<TrainableModule.Step> again = trainer.measure(batch(9), 4);

      assertThat(before).hasSize(3).isEqualTo(again);
      for (int m = 0; m < 3; m++) {
        assertSame(trainer.trainedStates().get(m), Networks.initial(stack, m));
      }
      run(trainer, 0, STEPS);
      List<ModuleState> plain = train(Networks.initial(stack), 0);
      for (int m = 0; m < 3; m++) {
        assertSame(trainer.trainedStates().get(m), plain.get(m));
      }
      assertThat(trainer.measure(batch(9), 4)).isNotEqualTo(before);
    }
  }

  @Test
  void saysThatAnOutputDoesNotFitHalfPrecision() {
    StackSpec rounded = stack.withBorders(StorageType.FLOAT16);
    float[] loud = noise(0);
    for (int i = 0; i < loud.length; i++) {
      loud[i] *= 1e7f;
    }
    try (StackTrainer trainer = trainer(rounded, 0, Networks.initial(stack), 3)) {
      assertThatThrownBy(() -> step(trainer, loud, 0, 0))
          .isInstanceOf(ArithmeticException.class)
          .hasMessage(
              "module \""
                  + stack.modules().get(0).name()
                  + "\" puts out numbers beyond 65504, the largest of float16: set"
                  + " activations.dtype = float32, or lower optimizer.learningRate");
    }
  }

  @Test
  void continuesFromItsStateAsIfItHadNotStopped() {
    List<ModuleState> through = train(Networks.initial(stack), 0);
    List<ModuleState> half;
    try (StackTrainer trainer = trainer(Networks.initial(stack), 0)) {
      run(trainer, 0, 2);
      half = trainer.trainedStates();
    }
    try (StackTrainer trainer = trainer(half, 0)) {
      run(trainer, 2, STEPS);
      for (int m = 0; m < 3; m++) {
        assertSame(trainer.trainedStates().get(m), through.get(m));
      }
    }
  }

  @Test
  void givesEveryReplicaAndStepItsOwnNegatives() {
    assumeTrue(stack.loss() instanceof InfoNceSpec);
    float[] samples = noise(0);
    List<Double> losses = new ArrayList<>();
    for (int[] place : new int[][] {{0, 0}, {1, 0}, {0, 1}, {0, 0}}) {
      try (StackTrainer trainer = trainer(Networks.initial(stack), 0)) {
        losses.add(step(trainer, samples, place[0], place[1]).get(0).loss());
      }
    }
    assertThat(losses.get(0)).isNotEqualTo(losses.get(1)).isNotEqualTo(losses.get(2));
    assertThat(losses.get(0)).isEqualTo(losses.get(3));
  }

  @Test
  void refusesModulesThatAreNotInTheStack() {
    List<ModuleState> states = new ArrayList<>(Networks.initial(stack));
    states.add(states.get(0));

    assertThatThrownBy(() -> trainer(states, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("modules 0 to 3, trained from 0 on, are not in a stack of 3");
    assertThatThrownBy(() -> trainer(List.of(), 0))
        .hasMessage("modules 0 to -1, trained from 0 on, are not in a stack of 3");
    assertThatThrownBy(() -> trainer(Networks.initial(stack), 4))
        .hasMessage("modules 0 to 2, trained from 4 on, are not in a stack of 3");
    assertThatThrownBy(
            () -> new StackTrainer(engine, task(stack), 0, Networks.initial(stack), List.of(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("modules 0 to 2, of which [3] learn, are not in a stack of 3");
  }

  @Test
  void holdsTheSameMemoryAfterFiveHundredSteps() {
    try (StackTrainer trainer = trainer(Networks.initial(stack), 0)) {
      run(trainer, 0, 100);
      touchJavasYoungGeneration();
      long growth = growth(trainer, 100);
      for (int again = 1; again < 3 && growth >= noiseInMemory(); again++) {
        growth = growth(trainer, 100 + 400 * again); // a leak would grow on, others' noise will not
      }

      assertThat(growth)
          .as("growth of the memory outside Java's heap over 400 steps, in bytes")
          .isLessThan(noiseInMemory());
    }
  }

  private long growth(StackTrainer trainer, int firstStep) {
    long before = outsideJavasHeap();
    run(trainer, firstStep, firstStep + 400);
    return outsideJavasHeap() - before;
  }

  /** Bytes that the memory may seem to grow by. */
  long noiseInMemory() {
    return 16L << 20;
  }

  /** Resident memory without what the heap has touched, which is as much as it ever used. */
  private static long outsideJavasHeap() {
    long touched =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    return ResidentMemory.bytes() - touched;
  }

  /** So that what Java's own heap first touches later does not look like a leak. */
  private static void touchJavasYoungGeneration() {
    long before = collections();
    long touched = 0;
    while (collections() < before + 3) {
      touched += new byte[1 << 16].length;
    }
    assertThat(touched).isPositive();
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private List<ModuleState> train(List<ModuleState> states, int firstTrained) {
    try (StackTrainer trainer = trainer(states, firstTrained)) {
      run(trainer, 0, STEPS);
      return trainer.trainedStates();
    }
  }

  private StackTrainer trainer(List<ModuleState> states, int firstTrained) {
    return new StackTrainer(engine, task(stack), 0, states, firstTrained);
  }

  private StackTrainer trainer(
      StackSpec of, int first, List<ModuleState> states, int firstTrained) {
    return new StackTrainer(engine, task(of), first, states, firstTrained);
  }

  private static StackTask task(StackSpec of) {
    return new StackTask(of, Networks.ADAM, SEED);
  }

  private ByteBuffer stored(Tensor output, StorageType type) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(output.size() * type.bytes()));
    engine.store(output, type, bytes);
    return bytes;
  }

  private List<TrainableModule.Step> step(
      StackTrainer trainer, float[] samples, int replica, int step) {
    return trainer.step(
        new MiniBatch.Samples(samples, sample, classes), replica, step, above -> {});
  }

  private void run(StackTrainer trainer, int from, int to) {
    for (int step = from; step < to; step++) {
      float[] samples = noise(step);
      assertThat(step(trainer, samples, 0, step)).isNotEmpty();
    }
  }

  private TrainableModule module(int m) {
    return new TrainableModule(engine, task(stack), m, Networks.initial(stack, m));
  }

  private float[] noise(int step) {
    return Networks.noise(BATCH * sample.size(), step);
  }

  private MiniBatch batch(int step) {
    return new MiniBatch.Samples(noise(step), sample, classes);
  }

  private Tensor input(int m, float[] numbers, Arena arena) {
    Tensor x = arena.allocate(stack.input(m, sample).batch(BATCH));
    engine.write(numbers, x);
    return x;
  }

  private int[] outputShape(int m) {
    return stack.output(m, sample).batch(BATCH);
  }

  private static void assertSame(ModuleState found, ModuleState expected) {
    assertThat(found.values()).containsExactly(expected.values());
    assertThat(found.first()).containsExactly(expected.first());
    assertThat(found.second()).containsExactly(expected.second());
    assertThat(found.steps()).isEqualTo(expected.steps());
  }
}
