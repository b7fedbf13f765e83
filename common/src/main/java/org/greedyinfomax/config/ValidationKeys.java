package org.greedyinfomax.config;

import java.util.List;
import java.util.Map;
import org.greedyinfomax.config.hocon.Section;

/** Which key of the section on validation is which component of its settings. */
final class ValidationKeys {

  static final String SECTION = "validation";

  private static final List<String> VALIDATION =
      List.of("where", "interval", "patience", "minImprovement");

  private ValidationKeys() {}

  static ValidationSettings read(Section root) {
    return root.section(SECTION, VALIDATION, ValidationKeys::validation);
  }

  private static ValidationSettings validation(Section section) {
    return new ValidationSettings(
        section.text("where"),
        section.wholeNumber("interval"),
        section.wholeNumber("patience"),
        section.number("minImprovement"));
  }

  static Map<String, Object> write(ValidationSettings validation) {
    return RecipeKeys.tree(
        VALIDATION,
        validation.where(),
        validation.interval(),
        validation.patience(),
        validation.minImprovement());
  }
}
