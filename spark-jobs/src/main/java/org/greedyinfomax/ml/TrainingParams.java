package org.greedyinfomax.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/** Params of training. Those that override a key of the recipe have no default: the recipe has. */
public interface TrainingParams extends Params {

  /** The params themselves, made for this owner. */
  TrainingParamSet trainingParams();

  /** Name of a preset, path of a file, or HOCON text: a whole configuration. */
  default Param<String> recipe() {
    return trainingParams().recipe();
  }

  /** Texts key=value that override keys of the recipe. */
  default StringArrayParam recipeOverrides() {
    return trainingParams().recipeOverrides();
  }

  /** Folder in which every fit makes a folder of its own, for its corpus and its run. */
  default Param<String> runDirectory() {
    return trainingParams().runDirectory();
  }

  /**
   * Column of texts that name rows, each once, and order them; if not set, key, path, origin, or a
   * hash of the content.
   */
  default Param<String> keyCol() {
    return trainingParams().keyCol();
  }

  /** Column that is kept as a label of the corpus; no label is needed to learn. */
  default Param<String> labelCol() {
    return trainingParams().labelCol();
  }

  /** Passes over the data; overrides training.epochs. */
  default IntParam maxIter() {
    return trainingParams().maxIter();
  }

  /** Step size of Adam; overrides optimizer.learningRate. */
  default DoubleParam stepSize() {
    return trainingParams().stepSize();
  }

  /** Of weights, shuffling, crops and negatives; overrides seed. */
  default LongParam seed() {
    return trainingParams().seed();
  }

  /** Samples per step; overrides training.batchSize. */
  default IntParam batchSize() {
    return trainingParams().batchSize();
  }

  /** Copies of a module that train between two averagings; overrides training.replicas. */
  default IntParam replicas() {
    return trainingParams().replicas();
  }

  /** Steps between two averagings; overrides training.localSteps. */
  default IntParam localSteps() {
    return trainingParams().localSteps();
  }

  /** Steps that are predicted; overrides loss.predictionSteps. */
  default IntParam predictionSteps() {
    return trainingParams().predictionSteps();
  }

  /** Candidates that are false; overrides loss.negatives. */
  default IntParam negativeSamples() {
    return trainingParams().negativeSamples();
  }

  // The values of the params, set or by default.

  default String getRecipe() {
    return getOrDefault(recipe());
  }

  default String[] getRecipeOverrides() {
    return getOrDefault(recipeOverrides());
  }

  default String getRunDirectory() {
    return getOrDefault(runDirectory());
  }

  default String getKeyCol() {
    return getOrDefault(keyCol());
  }

  default String getLabelCol() {
    return getOrDefault(labelCol());
  }

  default int getMaxIter() {
    return (int) getOrDefault(maxIter());
  }

  default double getStepSize() {
    return (double) getOrDefault(stepSize());
  }

  default long getSeed() {
    return (long) getOrDefault(seed());
  }

  default int getBatchSize() {
    return (int) getOrDefault(batchSize());
  }

  default int getReplicas() {
    return (int) getOrDefault(replicas());
  }

  default int getLocalSteps() {
    return (int) getOrDefault(localSteps());
  }

  default int getPredictionSteps() {
    return (int) getOrDefault(predictionSteps());
  }

  default int getNegativeSamples() {
    return (int) getOrDefault(negativeSamples());
  }
}
