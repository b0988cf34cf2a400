package io.sightline.alerting.core;

import java.util.Arrays;

/**
 * Pairs rows with columns so that the sum of their worth is the greatest: the Hungarian method with
 * potentials, in rows squared times columns. A pair that is worth nothing is none.
 */
public final class Assignment {
  private Assignment() {}

  /**
   * The column of each row, or -1.
   *
   * @param worth finite numbers by row and column, all rows of one length; 0 and less: not a pair
   */
  public static int[] best(double[][] worth) {
    int rows = worth.length;
    int columns = rows == 0 ? 0 : worth[0].length;
    if (rows > columns) {
      return turned(best(transposed(worth, columns)), rows);
    }
    int[] pairs = solve(worth, rows, columns);
    for (int r = 0; r < rows; r++) {
      if (pairs[r] >= 0 && !(worth[r][pairs[r]] > 0)) {
        pairs[r] = -1;
      }
    }
    return pairs;
  }

  /** Each row gets a column; rows one after the other take the cheapest path to a free one. */
  private static int[] solve(double[][] worth, int rows, int columns) {
    double[] ofRow = new double[rows + 1];
    double[] ofColumn = new double[columns + 1];
    int[] row = new int[columns + 1];
    int[] way = new int[columns + 1];
    double[] least = new double[columns + 1];
    boolean[] used = new boolean[columns + 1];
    for (int r = 1; r <= rows; r++) {
      row[0] = r;
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      Arrays.fill(used, false);
      int column = 0;
      while (row[column] != 0) {
        used[column] = true;
        int next = relax(worth, row[column], column, ofRow, ofColumn, least, used, way);
        shift(least[next], row, ofRow, ofColumn, least, used);
        column = next;
      }
      for (int back = column; back != 0; back = way[back]) {
        row[back] = row[way[back]];
      }
    }
    int[] pairs = new int[rows];
    Arrays.fill(pairs, -1);
    for (int c = 1; c <= columns; c++) {
      if (row[c] != 0) {
        pairs[row[c] - 1] = c - 1;
      }
    }
    return pairs;
  }

  /** Looks from a row at all columns that are not reached; returns the nearest of them. */
  private static int relax(
      double[][] worth,
      int r,
      int from,
      double[] ofRow,
      double[] ofColumn,
      double[] least,
      boolean[] used,
      int[] way) {
    int nearest = -1;
    for (int c = 1; c < least.length; c++) {
      if (used[c]) {
        continue;
      }
      double cost = -Math.max(0, worth[r - 1][c - 1]) - ofRow[r] - ofColumn[c];
      if (cost < least[c]) {
        least[c] = cost;
        way[c] = from;
      }
      if (nearest < 0 || least[c] < least[nearest]) {
        nearest = c;
      }
    }
    return nearest;
  }

  private static void shift(
      double by, int[] row, double[] ofRow, double[] ofColumn, double[] least, boolean[] used) {
    for (int c = 0; c < least.length; c++) {
      if (used[c]) {
        ofRow[row[c]] += by;
        ofColumn[c] -= by;
      } else {
        least[c] -= by;
      }
    }
  }

  private static double[][] transposed(double[][] worth, int columns) {
    double[][] turned = new double[columns][worth.length];
    for (int r = 0; r < worth.length; r++) {
      for (int c = 0; c < columns; c++) {
        turned[c][r] = worth[r][c];
      }
    }
    return turned;
  }

  private static int[] turned(int[] pairs, int rows) {
    int[] turned = new int[rows];
    Arrays.fill(turned, -1);
    for (int c = 0; c < pairs.length; c++) {
      if (pairs[c] >= 0) {
        turned[pairs[c]] = c;
      }
    }
    return turned;
  }
}
