package org.greedyinfomax.config;

import java.util.List;
import java.util.Map;
import org.greedyinfomax.config.hocon.Section;

/** Which key of the section on the corpus is which component of its settings. */
final class CorpusKeys {

  static final String SECTION = "corpus";

  private static final String PER_CLASS = "perClass";

  /** Path of what earlier versions had no key for. */
  static final String ADDED = SECTION + "." + PER_CLASS;

  private static final List<String> CORPUS = List.of("where", "shuffleRowGroups", PER_CLASS);

  private CorpusKeys() {}

  static CorpusSettings read(Section root) {
    return root.section(SECTION, CORPUS, CorpusKeys::corpus);
  }

  private static CorpusSettings corpus(Section section) {
    return new CorpusSettings(
        section.text("where"),
        section.wholeNumber("shuffleRowGroups"),
        LabelsPerClass.read(PER_CLASS, section.text(PER_CLASS)));
  }

  static Map<String, Object> write(CorpusSettings corpus) {
    return RecipeKeys.tree(
        CORPUS, corpus.where(), corpus.shuffleRowGroups(), LabelsPerClass.write(corpus.perClass()));
  }

  /** Returns what training depends on: only what differs from how every version has trained. */
  static Map<String, Object> writeTraining(CorpusSettings corpus) {
    Map<String, Object> tree = write(corpus);
    if (corpus.takesAll()) {
      tree.remove(PER_CLASS);
    }
    return tree;
  }
}
