package org.greedyinfomax.report.drawing;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.greedyinfomax.Text;

/** A drawing of a page as pixels, on white, with any sans-serif font of this machine. */
public final class Raster {

  private static final LoaderContext OUR_OWN = // so its paths may be as long as they are
      LoaderContext.builder()
          .documentLimits(
              new DocumentLimits(
                  DocumentLimits.DEFAULT_MAX_NESTING_DEPTH,
                  DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH,
                  Integer.MAX_VALUE))
          .build();

  private final String svg;

  /** Takes a drawing as {@link Svg#drawing} makes it. */
  public Raster(String svg) {
    this.svg = svg;
  }

  /**
   * The drawing as a PNG file.
   *
   * @param scale pixels for a unit of its view box, at least 1
   * @throws IllegalStateException if this machine has no font to write with
   */
  public byte[] png(int scale) {
    SVGDocument document = parsed();
    FloatSize size = document.size();
    int width = scale * Math.round(size.width);
    int height = scale * Math.round(size.height);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      document.renderWithPlatform(
          NullPlatformSupport.INSTANCE, graphics, new ViewBox(width, height));
    } catch (InternalError e) { // what Java throws if it finds no font at all
      throw new IllegalStateException(
          Text.format(
              "text cannot be drawn (%s): install a font, such as the package fonts-dejavu-core",
              e.getMessage()),
          e);
    } finally {
      graphics.dispose();
    }
    return encoded(image);
  }

  private SVGDocument parsed() {
    String whole =
        svg.replaceFirst("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ")
            .replaceFirst(
                ">",
                "><style>svg { font-family: SansSerif; } "
                    + Palette.inLight(PictureStyle.TEXT)
                    + "</style>");
    SVGDocument document =
        new SVGLoader()
            .load(new ByteArrayInputStream(whole.getBytes(StandardCharsets.UTF_8)), null, OUR_OWN);
    if (document == null) {
      throw new AssertionError("our own drawing is no SVG: " + svg);
    }
    return document;
  }

  private static byte[] encoded(BufferedImage image) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot be, in memory", e);
    }
    return png.toByteArray();
  }
}
