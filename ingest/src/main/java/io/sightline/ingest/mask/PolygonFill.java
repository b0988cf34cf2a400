package io.sightline.ingest.mask;

import io.sightline.ingest.mask.MaskArea.Corner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Covers every pixel that a polygon touches, be it with a corner only. */
final class PolygonFill {
  /** For fractions that were rounded: rather a pixel too many. */
  private static final double SLACK_PIXELS = 1e-3;

  private record Edge(double x0, double y0, double x1, double y1) {
    double at(double y) {
      return y0 == y1 ? x0 : x0 + (x1 - x0) * (y - y0) / (y1 - y0);
    }

    boolean crosses(double y) {
      return y0 <= y != y1 <= y;
    }
  }

  private record Crossing(double x, int turn) {}

  private final List<Edge> edges = new ArrayList<>();
  private final Cover cover;

  PolygonFill(List<Corner> corners, Cover cover) {
    this.cover = cover;
    Corner from = corners.get(corners.size() - 1);
    for (Corner to : corners) {
      edges.add(
          new Edge(
              from.x() * cover.width(),
              from.y() * cover.height(),
              to.x() * cover.width(),
              to.y() * cover.height()));
      from = to;
    }
  }

  void fill() {
    for (int row = 0; row < cover.height(); row++) {
      for (Edge edge : edges) {
        outline(edge, row);
      }
      inside(row);
    }
  }

  /** A pixel that the line touches is covered. */
  private void outline(Edge edge, int row) {
    double top = Math.max(row - SLACK_PIXELS, Math.min(edge.y0(), edge.y1()));
    double bottom = Math.min(row + 1 + SLACK_PIXELS, Math.max(edge.y0(), edge.y1()));
    if (top > bottom) {
      return;
    }
    boolean level = edge.y0() == edge.y1();
    double a = level ? edge.x0() : edge.at(top);
    double b = level ? edge.x1() : edge.at(bottom);
    cover.add(row, pixel(Math.min(a, b) - SLACK_PIXELS), pixel(Math.max(a, b) + SLACK_PIXELS));
  }

  /** A line at the very edge of the frame still covers the last pixel. */
  private int pixel(double x) {
    return Math.min(cover.width() - 1, (int) Math.floor(Math.max(0, x)));
  }

  /** A pixel that the line does not touch is inside as a whole, or outside. */
  private void inside(int row) {
    double middle = row + 0.5;
    List<Crossing> crossings = new ArrayList<>();
    for (Edge edge : edges) {
      if (edge.crosses(middle)) {
        crossings.add(new Crossing(edge.at(middle), edge.y0() < edge.y1() ? 1 : -1));
      }
    }
    crossings.sort(Comparator.comparingDouble(Crossing::x));
    int turns = 0;
    for (int i = 0; i + 1 < crossings.size(); i++) {
      turns += crossings.get(i).turn();
      if (turns != 0) {
        cover.add(row, pixel(crossings.get(i).x()), pixel(crossings.get(i + 1).x()));
      }
    }
  }
}
