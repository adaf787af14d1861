using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Graphs;

namespace Ocw.Nde.Termen.Catalog.Reading;

/// <summary>Reads a catalogue in the form of NDE's Network of Terms: one description for each source, one file of publishers, and the queries beside them.</summary>
/// <remarks>
/// 1. The description files are those in folders called <c>datasets</c>; where there is none, all files with RDF.
/// 2. The other files with RDF in the same catalogue are about publishers.
/// 3. Each <c>schema:Dataset</c> with a distribution becomes an entry; its queries are read from the files that it names, or stand in it.
/// A file with mistakes costs its own sources only, and is named in <see cref="CatalogLoad.Faults"/>.
/// </remarks>
public static class CatalogReader
{
    /// <summary>Reads a catalogue.</summary>
    /// <param name="files">Its files.</param>
    /// <param name="jsonLd">Where JSON-LD contexts come from. Default: only those that the program brings along.</param>
    public static CatalogLoad Read(CatalogFiles files, JsonLdOptions? jsonLd = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var faults = new List<CatalogFault>();
        var graphs = Graphs(files, jsonLd ?? JsonLdOptions.Default, faults);
        var hasFolders = graphs.Keys.Any(IsDescription);
        var everything = new RdfGraph(graphs.Values.SelectMany(graph => graph));
        var entries = new List<CatalogEntry>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var iris = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, graph) in graphs.Where(graph => !hasFolders || IsDescription(graph.Key)))
        {
            foreach (var entry in new EntryReader(files, path, graph, everything, faults).Read())
            {
                if (!iris.Add(entry.Iri))
                    faults.Add(new(path, $"De bron {entry.Iri} staat er al; deze beschrijving telt niet.", $"The source {entry.Iri} is there already; this description does not count."));
                else
                    entries.Add(entry with { Id = Unique(entry.Id, ids) });
            }
        }

        return new CatalogLoad(entries, faults);
    }

    private static SortedDictionary<string, RdfGraph> Graphs(CatalogFiles files, JsonLdOptions jsonLd, List<CatalogFault> faults)
    {
        var graphs = new SortedDictionary<string, RdfGraph>(StringComparer.Ordinal);
        var wanted = Scope(files);
        foreach (var path in files.Paths.Where(path => path.StartsWith(wanted, StringComparison.Ordinal)))
        {
            if (!RdfFormats.TryFromFileName(path, out var format))
                continue;
            try
            {
                var options = new RdfReaderOptions { SourceName = path, JsonLd = jsonLd, Lenient = true, BlankNodePrefix = "f" + graphs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), BaseIri = "urn:catalog:" + Uri.EscapeDataString(path) };
                graphs[path] = RdfFormats.ParseDataset(files.Read(path), format, options).DefaultGraph;
            }
            catch (Exception e) when (e is RdfSyntaxException or JsonLdException)
            {
                faults.Add(new(path, $"Dit bestand kan niet gelezen worden: {e.Message}", $"This file cannot be read: {e.Message}"));
            }
        }

        return graphs;
    }

    // In the archive of a repository the catalogue is one folder of many: the one above «datasets» that has «queries» beside it.
    private static string Scope(CatalogFiles files)
    {
        foreach (var path in files.Paths)
        {
            var at = ("/" + path).IndexOf("/datasets/", StringComparison.Ordinal);
            if (at >= 0 && files.Paths.Any(other => other.StartsWith(path[..at] + "queries/", StringComparison.Ordinal)))
                return path[..at];
        }

        return "";
    }

    private static bool IsDescription(string path) => ("/" + path).Contains("/datasets/", StringComparison.Ordinal);

    private static string Unique(string id, HashSet<string> ids)
    {
        var unique = id;
        for (var n = 2; !ids.Add(unique); n++)
            unique = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}-{n}");
        return unique;
    }
}

/// <summary>What a catalogue holds.</summary>
/// <param name="Entries">The sources that can be used.</param>
/// <param name="Faults">What is wrong with files and sources; those are left out, except where the message says otherwise.</param>
public sealed record CatalogLoad(IReadOnlyList<CatalogEntry> Entries, IReadOnlyList<CatalogFault> Faults);

/// <summary>A mistake in a catalogue.</summary>
/// <param name="File">The file.</param>
/// <param name="Nl">What is wrong, in Dutch.</param>
/// <param name="En">What is wrong, in English.</param>
public sealed record CatalogFault(string File, string Nl, string En);
