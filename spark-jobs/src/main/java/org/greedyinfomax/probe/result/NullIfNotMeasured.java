package org.greedyinfomax.probe.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** Writes numbers as JSON, which has no NaN. */
final class NullIfNotMeasured extends StdSerializer<Double> {

  private static final long serialVersionUID = 1;

  NullIfNotMeasured() {
    super(Double.class);
  }

  @Override
  public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    if (value.isNaN()) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }
}
