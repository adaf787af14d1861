using System.Globalization;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Termen.Alignment.Gold;

/// <summary>
/// Terms in a table whose first row names the columns: those of GeoNames (<c>geonameid, name, altname, country, feature, admin1, population, lat, lon</c>) or any
/// others with an IRI or id and a label; separated by tabs, commas or semicolons, packed or not.
/// </summary>
internal static class TermTable
{
    private const string GeoNames = "https://sws.geonames.org/";
    private const long MaxCommaFile = 512L << 20;

    private static readonly string[] s_idColumns = ["geonameid", "uri", "iri", "id", "@id", "term", "url", "identifier"];
    private static readonly string[] s_labelColumns = ["name", "prefLabel", "label", "preferredLabel", "title", "toponym"];
    private static readonly string[] s_otherColumns = ["altname", "altnames", "alternatenames", "alternateName", "altLabels", "altLabel", "aliases", "synonyms"];

    private static readonly char[] s_listSeparators = [',', '|', ';', '$'];

    /// <summary>Whether the table has columns that only places have.</summary>
    internal static bool HasPlaces(string path) =>
        Rows(path).FirstOrDefault().Cells is { } columns && (Find(columns, "geonameid") >= 0 || Find(columns, "lat", "latitude") >= 0 || Find(columns, "population") >= 0);

    /// <exception cref="FormatException">There is no column with an IRI or with a label, or a row has none; the message names the line and what was expected.</exception>
    internal static IEnumerable<TermRecord> Read(string path)
    {
        IReadOnlyList<string>? columns = null;
        foreach (var (line, cells) in Rows(path))
        {
            if (columns is null)
            {
                columns = cells;
                if (Find(columns, s_idColumns) < 0 || Find(columns, s_labelColumns) < 0)
                    throw new FormatException($"The first row of {path} must name a column with IRIs ({string.Join(", ", s_idColumns)}) and one with labels ({string.Join(", ", s_labelColumns)}); it names {string.Join(", ", columns)}.");
                continue;
            }

            yield return Record(path, line, columns, cells);
        }
    }

    private static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Rows(string path)
    {
        var first = GoldQueries.Lines(path).FirstOrDefault() ?? "";
        return first.Contains('\t', StringComparison.Ordinal) ? Tabbed(path) : new SpreadsheetRows(Whole(path)).Read();
    }

    private static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Tabbed(string path)
    {
        var number = 0;
        foreach (var line in GoldQueries.Lines(path))
        {
            number++;
            if (line.Length > 0)
                yield return (number, line.Split('\t'));
        }
    }

    private static string Whole(string path)
    {
        if (new FileInfo(path).Length > MaxCommaFile)
            throw new FormatException($"{path} has more than {MaxCommaFile >> 20} MB; give a table with tabs, which is read line by line.");
        using var reader = new StreamReader(GoldQueries.Open(path));
        return reader.ReadToEnd();
    }

    private static int Find(IReadOnlyList<string> columns, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (string.Equals(columns[i].Trim(), name, StringComparison.OrdinalIgnoreCase))
                    return i;
            }
        }

        return -1;
    }

    private static TermRecord Record(string path, int line, IReadOnlyList<string> columns, IReadOnlyList<string> cells)
    {
        string? Cell(params ReadOnlySpan<string> names) => Find(columns, names) is var at and >= 0 && at < cells.Count && cells[at].Trim() is { Length: > 0 } text ? text : null;

        var id = Cell(s_idColumns) ?? throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Line {line} of {path} has no IRI or id in the column {columns[Find(columns, s_idColumns)]}."));
        var isGeoNames = Find(columns, "geonameid") >= 0 && !id.Contains(':', StringComparison.Ordinal);
        var record = new TermRecord
        {
            Iri = isGeoNames ? $"{GeoNames}{id}/" : id,
            Latitude = JsonAuthority.Degrees(Cell("lat", "latitude")),
            Longitude = JsonAuthority.Degrees(Cell("lon", "long", "lng", "longitude")),
            Country = Cell("country", "countryCode", "country code"),
            Population = long.TryParse(Cell("population"), NumberStyles.None, CultureInfo.InvariantCulture, out var population) && population > 0 ? population : null,
            Birth = Folding.LifeYears.FirstYear(Cell("birth", "birthYear", "born")),
            Death = Folding.LifeYears.FirstYear(Cell("death", "deathYear", "died")),
        };
        var language = Cell("lang", "language") ?? "";
        record.Labels.Add(new TermLabel(TermLabelKind.Preferred, Cell(s_labelColumns) ?? id, language));
        foreach (var name in Cell(s_otherColumns)?.Split(s_listSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
            record.Labels.Add(new TermLabel(TermLabelKind.Alternative, name, language));
        if (Cell("feature", "featureCode", "feature code", "type") is { } feature)
            record.Types.Add(feature);
        return record;
    }
}
