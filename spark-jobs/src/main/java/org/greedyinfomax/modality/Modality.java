package org.greedyinfomax.modality;

import java.io.Serializable;
import java.util.List;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.data.Content;

/**
 * What a recipe's network is for: everything that differs between recordings and images, once a
 * corpus is there. How rows are stored is in {@code corpus}, and how files become rows in {@code
 * ingest}.
 */
public sealed interface Modality extends Serializable permits RecordingModality, ImageModality {

  /** Returns that of a recipe. */
  static Modality of(Recipe recipe) {
    return recipe
        .input()
        .match(audio -> new RecordingModality(audio, recipe.stack()), ImageModality::new);
  }

  /** Returns what rows of a corpus are called, in the plural. */
  String rows();

  /** Returns what {@link #rawFeatures} are called. */
  String rawName();

  /**
   * Checks that the network can take all rows of a corpus.
   *
   * @throws IllegalArgumentException saying what does not fit
   */
  void requireFits(Corpus corpus);

  /** Returns the normalization of a corpus, as the network sees it. */
  Normalization normalization(CorpusManifest corpus);

  /**
   * Returns the constants by which the authors' code normalizes: of LibriSpeech for audio, of
   * STL-10 for images.
   *
   * @see <a href="https://github.com/loeweX/Greedy_InfoMax">the authors' code</a>
   */
  Normalization referenceNormalization();

  /** Returns how rows become what the lowest module receives. */
  NetworkInput input(Normalization normalization);

  /** Returns the features that the network is compared with. */
  RawFeatures rawFeatures(Normalization normalization);

  /** Returns how many numbers a frame of the raw features has. */
  int rawChannels();

  /** Returns the names of what {@link #nuisances} measures, in its order. */
  List<String> nuisanceNames();

  /**
   * Measures how a row was made, which has nothing to do with what it is of: level and noise floor,
   * or brightness and contrast.
   */
  double[] nuisances(Content content);

  /** Returns what a model card says of input and output. */
  ModalityCard card(Normalization normalization);
}
