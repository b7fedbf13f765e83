package org.greedyinfomax.probe.result;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** Reads what {@link NullIfNotMeasured} wrote. */
final class NotMeasuredIfNull extends StdDeserializer<Double> {

  private static final long serialVersionUID = 1;

  NotMeasuredIfNull() {
    super(double.class);
  }

  @Override
  public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
    return json.getDoubleValue();
  }

  @Override
  public Double getNullValue(DeserializationContext context) {
    return Double.NaN;
  }
}
