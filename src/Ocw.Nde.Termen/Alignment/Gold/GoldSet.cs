using System.Text.RegularExpressions;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Termen.Alignment.Gold;

/// <summary>A folder of strings whose right terms are known, with the list of terms that may be answered.</summary>
public sealed partial record GoldSet
{
    /// <summary>The id of the source that the authority becomes.</summary>
    internal const string SourceId = "gold";

    /// <summary>What is put behind the name of a set whose strings stand alone.</summary>
    internal const string AloneMark = " (alone)";

    /// <summary>The name of the folder.</summary>
    public required string Name { get; init; }

    /// <summary>The strings.</summary>
    public required IReadOnlyList<GoldQuery> Queries { get; init; }

    /// <summary>The file with the terms.</summary>
    public required string Authority { get; init; }

    /// <summary>What the strings stand for.</summary>
    public required TermGenres Genres { get; init; }

    /// <summary>The terms, where they are not all that <see cref="Authority"/> holds.</summary>
    internal IReadOnlyList<TermRecord>? Terms { get; init; }

    /// <summary>Makes a set of a thesaurus (SKOS or other RDF, packed or not): its other labels are the strings, its terms with their preferred labels the list.</summary>
    /// <exception cref="IOException">There is no such file.</exception>
    /// <exception cref="FormatException">No term has another label, or the file is no RDF.</exception>
    public static GoldSet OfThesaurus(string path) => ThesaurusSet.Open(Existing(path));

    /// <summary>Opens a set.</summary>
    /// <param name="folder">A folder with <c>queries*.jsonl</c>, and with <c>authority.*</c> or a table of the terms unless its README in the folder above says where they are.</param>
    /// <param name="queries">Other strings of the same form, instead of those in the folder.</param>
    /// <param name="authority">Other terms: JSON lines, a GeoNames table, or SKOS and other RDF in any syntax; packed or not.</param>
    /// <param name="alone">Whether each string stands alone, even where several name one source record.</param>
    /// <exception cref="IOException">There is no such folder or file; the message says which is missing.</exception>
    /// <exception cref="FormatException">A file is not of the form; the message names file and line.</exception>
    public static GoldSet Open(string folder, string? queries = null, string? authority = null, bool alone = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder {folder}; give one set, for instance ../shared/gold/persons-rkd.");
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var name = Path.GetFileName(full);
        queries ??= FirstFile(full, "queries*.jsonl*") ?? throw new FileNotFoundException($"{folder} has no queries*.jsonl; name a file with --queries.");
        authority ??= FindAuthority(full, name) ?? throw new FileNotFoundException($"{folder} has no authority.*, and the table of ../README.md names none for {name}; name a file with --authority.");
        return new GoldSet { Name = alone ? name + AloneMark : name, Queries = GoldQueries.Read(Existing(queries), alone), Authority = Existing(authority), Genres = GenresOf(name) };
    }

    // The first word of a set's name says what it holds.
    internal static TermGenres GenresOf(string name) => name.Split('-')[0].ToUpperInvariant() switch
    {
        "PERSONS" or "AGENTS" or "PEOPLE" => TermGenres.Agent,
        "PLACES" => TermGenres.Place,
        "CONCEPTS" => ~(TermGenres.Agent | TermGenres.Place),
        _ => TermGenres.None,
    };

    private static string? FindAuthority(string folder, string name) =>
        FirstFile(folder, "authority.*") ?? FirstFile(folder, "*.tsv*") ?? FirstFile(folder, "*skos*") ?? FromReadme(folder, name) ?? FromName(folder, name);

    // | `places-suriname` | Rijksmuseum … → Suriname Time Machine gazetteer (`collections/…/places-gazetteer.jsonld.gz`) | …
    private static string? FromReadme(string folder, string name)
    {
        var readme = Path.Combine(folder, "..", "README.md");
        if (!File.Exists(readme))
            return null;
        var row = File.ReadLines(readme).FirstOrDefault(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));
        foreach (Match code in Code().Matches(row ?? ""))
        {
            var path = Path.Combine(folder, "..", "..", code.Groups["path"].Value);
            if (File.Exists(path))
                return path;
            if (code.Groups["path"].Value.Contains('/', StringComparison.Ordinal) && Directory.Exists(path))
                return FirstFile(path, "*skos*") ?? FirstFile(path, "*.ttl*") ?? FirstFile(path, "*.rdf*") ?? FirstFile(path, "*.trig*");
        }

        return null;
    }

    // concepts-LEFT-RIGHT aligns with thesauri/RIGHT.
    private static string? FromName(string folder, string name)
    {
        var path = Path.Combine(folder, "..", "..", "thesauri", name[(name.LastIndexOf('-') + 1)..]);
        return Directory.Exists(path) ? FirstFile(path, "*skos*") ?? FirstFile(path, "*.ttl*") ?? FirstFile(path, "*.rdf*") ?? FirstFile(path, "*.trig*") : null;
    }

    private static string? FirstFile(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal).FirstOrDefault();

    private static string Existing(string path) => File.Exists(path) ? path : throw new FileNotFoundException($"There is no file {path}.", path);

    [GeneratedRegex("`(?<path>[^`]+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
