package org.greedyinfomax.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/** The params of {@link TrainingParams}. */
record TrainingParamSet(
    Param<String> recipe,
    StringArrayParam recipeOverrides,
    Param<String> runDirectory,
    Param<String> keyCol,
    Param<String> labelCol,
    IntParam maxIter,
    DoubleParam stepSize,
    LongParam seed,
    IntParam batchSize,
    IntParam replicas,
    IntParam localSteps,
    IntParam predictionSteps,
    IntParam negativeSamples) {

  /** Makes them for an owner, whose uid must be set already. */
  static TrainingParamSet of(Params owner) {
    return new TrainingParamSet(
        new Param<>(
            owner,
            "recipe",
            "name of a preset, path of a file, or HOCON text: a whole configuration"),
        new StringArrayParam(
            owner, "recipeOverrides", "texts key=value that override keys of the recipe"),
        new Param<>(
            owner,
            "runDirectory",
            "folder in which every fit makes a folder of its own, for its corpus and its run"),
        new Param<>(
            owner,
            "keyCol",
            "column of texts that name rows, each once, and order them; if not set, key, path, origin, or a hash of the content"),
        new Param<>(
            owner,
            "labelCol",
            "column that is kept as a label of the corpus; no label is needed to learn"),
        new IntParam(owner, "maxIter", "passes over the data; overrides training.epochs"),
        new DoubleParam(owner, "stepSize", "step size of Adam; overrides optimizer.learningRate"),
        new LongParam(owner, "seed", "of weights, shuffling, crops and negatives; overrides seed"),
        new IntParam(owner, "batchSize", "samples per step; overrides training.batchSize"),
        new IntParam(
            owner,
            "replicas",
            "copies of a module that train between two averagings; overrides training.replicas"),
        new IntParam(
            owner, "localSteps", "steps between two averagings; overrides training.localSteps"),
        new IntParam(
            owner, "predictionSteps", "steps that are predicted; overrides loss.predictionSteps"),
        new IntParam(
            owner, "negativeSamples", "candidates that are false; overrides loss.negatives"));
  }
}
