package io.sightline.standalone.eval;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.sightline.detect.model.CocoLabels;
import io.sightline.standalone.eval.CocoTruth.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * YOLOX-nano run the plain way, with nothing of the detect module but the names of the labels:
 * Java's own JPEG decoder and scaling, a session with default settings, and a decoder and
 * suppression written out.
 */
final class PlainReference implements AutoCloseable {
  private static final int SIDE = 416;
  private static final int ROW = 85;
  private static final double MIN_SCORE = 0.001;
  private static final double MAX_OVERLAP = 0.65;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  PlainReference(Path model) throws Exception {
    session = environment.createSession(model.toString());
  }

  List<Claim> claims(Picture picture, Path file) throws Exception {
    BufferedImage decoded = ImageIO.read(file.toFile());
    double scale = (double) SIDE / Math.max(decoded.getWidth(), decoded.getHeight());
    float[][] rows;
    float[] input = letterboxed(decoded, scale);
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(input), new long[] {1, 3, SIDE, SIDE});
        OrtSession.Result result = session.run(Map.of("images", tensor))) {
      rows = ((float[][][]) result.get(0).getValue())[0];
    }
    List<Claim> claims = new ArrayList<>();
    int row = 0;
    for (int stride : new int[] {8, 16, 32}) {
      for (int y = 0; y < SIDE / stride; y++) {
        for (int x = 0; x < SIDE / stride; x++) {
          addClaim(rows[row++], x, y, stride / scale, picture.id(), claims);
        }
      }
    }
    return suppressed(claims);
  }

  private static float[] letterboxed(BufferedImage picture, double scale) {
    BufferedImage square = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = square.createGraphics();
    graphics.setColor(new Color(114, 114, 114));
    graphics.fillRect(0, 0, SIDE, SIDE);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    int width = (int) (picture.getWidth() * scale);
    int height = (int) (picture.getHeight() * scale);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    float[] planes = new float[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int pixel = square.getRGB(i % SIDE, i / SIDE);
      planes[i] = pixel & 0xFF;
      planes[SIDE * SIDE + i] = pixel >> 8 & 0xFF;
      planes[2 * SIDE * SIDE + i] = pixel >> 16 & 0xFF;
    }
    return planes;
  }

  private static void addClaim(
      float[] row, int x, int y, double cell, long picture, List<Claim> claims) {
    int label = 0;
    for (int i = 1; i < ROW - 5; i++) {
      label = row[5 + i] > row[5 + label] ? i : label;
    }
    double score = row[4] * row[5 + label];
    if (score >= MIN_SCORE) {
      double width = Math.exp(row[2]) * cell;
      double height = Math.exp(row[3]) * cell;
      double left = (row[0] + x) * cell - width / 2;
      double top = (row[1] + y) * cell - height / 2;
      claims.add(
          new Claim(
              picture, CocoLabels.name(label), score, new PictureBox(left, top, width, height)));
    }
  }

  private static List<Claim> suppressed(List<Claim> claims) {
    claims.sort(Comparator.comparingDouble(c -> -c.score()));
    List<Claim> kept = new ArrayList<>();
    for (Claim claim : claims) {
      boolean covered = false;
      for (Claim better : kept) {
        covered |=
            better.label().equals(claim.label()) && better.box().overlap(claim.box()) > MAX_OVERLAP;
      }
      if (!covered) {
        kept.add(claim);
      }
    }
    return kept;
  }

  @Override
  public void close() throws Exception {
    session.close();
  }
}
