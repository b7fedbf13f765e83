package org.greedyinfomax.config.hocon;

import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.Map;

/**
 * Writes trees of maps, lists, texts and numbers as HOCON, always in the same way: keys in the
 * map's order, two spaces a level, one key a line.
 */
public final class HoconText {

  private HoconText() {}

  public static String of(Map<String, ?> tree) {
    StringBuilder out = new StringBuilder();
    appendEntries(out, tree, "");
    return out.toString();
  }

  private static void appendEntries(StringBuilder out, Map<?, ?> tree, String indent) {
    tree.forEach(
        (key, value) -> {
          out.append(indent).append(ConfigUtil.joinPath(key.toString()));
          out.append(value instanceof Map ? " " : " = ");
          appendValue(out, value, indent);
          out.append('\n');
        });
  }

  private static void appendValue(StringBuilder out, Object value, String indent) {
    if (value instanceof Map<?, ?> map) {
      out.append("{\n");
      appendEntries(out, map, indent + "  ");
      out.append(indent).append('}');
    } else if (value instanceof List<?> list) {
      out.append('[');
      for (Object element : list) {
        out.append('\n').append(indent).append("  ");
        appendValue(out, element, indent + "  ");
      }
      out.append(list.isEmpty() ? "]" : "\n" + indent + "]");
    } else if (value instanceof Number) {
      out.append(value);
    } else {
      out.append(ConfigUtil.quoteString(value.toString()));
    }
  }
}
