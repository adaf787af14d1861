using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Constructs;

/// <summary>The CONSTRUCT queries of one profile folder (<c>sparql/mappings/edm</c>), in the order of their names, with the fields that the profile leaves out on purpose.</summary>
internal sealed class QueryProfile
{
    private const string LeftOutFile = "left-out-fields.txt";
    private const string PublicFile = "public-fields.txt";

    private readonly FieldPatterns _reads;
    private readonly FieldPatterns _leftOut;

    private QueryProfile(IReadOnlyList<MappingQuery> queries, IEnumerable<string> leftOut, IEnumerable<string> publicFields)
    {
        PublicFields = [.. publicFields];
        Queries = queries;
        _reads = new FieldPatterns(queries.SelectMany(q => q.Fields.Reads).Distinct(StringComparer.Ordinal));
        _leftOut = new FieldPatterns(leftOut);
        Roots = [.. queries.SelectMany(q => q.Header.Roots).Distinct()];
    }

    /// <summary>The queries.</summary>
    public IReadOnlyList<MappingQuery> Queries { get; }

    /// <summary>The classes whose instances are the records of an RDF source.</summary>
    public IReadOnlyList<Iri> Roots { get; }

    /// <summary>Whether a query reads the field with this path.</summary>
    public bool Reads(string path) => _reads.Contains(path);

    /// <summary>Whether the profile leaves the field with this path out on purpose.</summary>
    public bool LeavesOut(string path) => _leftOut.Contains(path);

    /// <summary>The names that the list of internal fields would stop, but that mean something else in the format of this profile (<c>location</c> in MODS).</summary>
    public IReadOnlyList<string> PublicFields { get; }

    /// <summary>The fields that feed a property.</summary>
    public IEnumerable<string> SourceFieldsFor(Iri property) =>
        Queries.SelectMany(q => q.Fields.Feeds.TryGetValue(property, out var fields) ? fields : (IEnumerable<string>)[]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Reads a profile; <see langword="null"/> when it does not exist or has mistakes, which are added to <paramref name="problems"/>.</summary>
    /// <param name="name">The name of the profile: the name of its folder.</param>
    /// <param name="folders">The folders in which profiles are looked for, in this order.</param>
    /// <param name="problems">Receives the mistakes.</param>
    public static QueryProfile? Load(string name, IReadOnlyList<string> folders, ProblemList problems)
    {
        var isName = name.Length is > 0 and <= 80 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && !name.StartsWith('.');
        var folder = isName ? folders.Select(f => Path.Combine(f, name)).FirstOrDefault(Directory.Exists) : null;
        var files = folder is null ? [] : QueryFiles(folder).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            var known = string.Join(", ", folders.Where(Directory.Exists).SelectMany(Directory.GetDirectories).Where(d => QueryFiles(d).Any()).Select(Path.GetFileName).Append(MappingSettings.ColumnsProfile).Order(StringComparer.Ordinal));
            problems.Add("profile", $"«{name}» bestaat niet; bekend zijn {known}", $"«{name}» does not exist; known are {known}");
            return null;
        }

        var queries = new List<MappingQuery>();
        foreach (var file in files)
        {
            try
            {
                queries.Add(MappingQuery.Read(file));
            }
            catch (FormatException e)
            {
                problems.Add("profile", $"{Path.GetFileName(file)} van «{name}» is niet te gebruiken: {e.Message}", $"{Path.GetFileName(file)} of «{name}» cannot be used: {e.Message}");
            }
        }

        return new QueryProfile(queries, Lines(Path.Combine(folder!, LeftOutFile)), Lines(Path.Combine(folder!, PublicFile)));
    }

    // The queries of a profile are numbered: 01-object.rq.
    private static IEnumerable<string> QueryFiles(string folder) => Directory.EnumerateFiles(folder, "*.rq").Where(f => char.IsAsciiDigit(Path.GetFileName(f)[0]));

    // One path a line, a reason behind a hash.
    private static IEnumerable<string> Lines(string file) =>
        File.Exists(file) ? File.ReadLines(file).Select(l => l.Split('#')[0].Trim()).Where(l => l.Length > 0) : [];
}
