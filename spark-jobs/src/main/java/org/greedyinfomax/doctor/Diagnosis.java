package org.greedyinfomax.doctor;

import java.util.List;
import java.util.stream.Collectors;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;
import org.greedyinfomax.doctor.Finding.Verdict;

/**
 * What a cluster was found to be like.
 *
 * @param findings in the order in which people read them
 */
public record Diagnosis(List<Finding> findings) {

  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** What keeps it from training. */
  public List<Finding> failures() {
    return findings.stream().filter(finding -> finding.verdict() == Verdict.FAILURE).toList();
  }

  /** One line for each failure; empty if there is none. */
  public String reasons() {
    return failures().stream()
        .map(
            failure ->
                Text.format("%s, %s: %s", failure.subject(), failure.where(), failure.found()))
        .collect(Collectors.joining("\n"));
  }

  /** What was found about a subject, line by line. */
  public List<String> about(String subject) {
    return findings.stream()
        .filter(finding -> finding.subject().equals(subject))
        .map(finding -> Text.format("%s (%s)", finding.found(), finding.where()))
        .toList();
  }

  /** All of it as a table. */
  public String toText() {
    TextTable table = new TextTable(4, "", "what", "found", "where");
    for (Finding finding : findings) {
      table.add(finding.verdict().text(), finding.subject(), finding.found(), finding.where());
    }
    return table.toString();
  }
}
