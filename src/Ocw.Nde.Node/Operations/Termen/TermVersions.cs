using System.Globalization;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Store;
using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Termen.Changes;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Node.Operations.Termen;

/// <summary>Compares any two versions of a kept terminology source that the store still has, whether or not a log of changes tells of them.</summary>
internal sealed class TermVersions(NodeHost host, SourceSettings source)
{
    private string Graph => host.Iris.Graph(source.Dataset, source.Channel, GraphKind.Content);

    /// <summary>The versions, oldest first, each with the commit of the store that shows it.</summary>
    public IReadOnlyList<(string Name, long Commit)> All()
    {
        var query = $$"""
            SELECT ?version ?commit WHERE { GRAPH <{{host.Iris.Graph(source.Dataset, source.Channel, GraphKind.Versions)}}> {
              ?name <http://www.w3.org/ns/dcat#version> ?version ; <https://w3id.org/ocw-nde/model#storeCommit> ?commit } } ORDER BY ?commit
            """;
        using var rows = (SolutionSequence)host.Internal.Query(new SparqlRequest { Query = query }, CancellationToken.None);
        var versions = new List<(string, long)>();
        while (rows.MoveNext())
        {
            if (rows[0] is Literal name && rows[1] is Literal commit)
                versions.Add((name.LexicalForm, long.Parse(commit.LexicalForm, CultureInfo.InvariantCulture)));
        }

        return versions;
    }

    /// <summary>What changed from one version to another. The older one is indexed anew in a folder that is thrown away, at some hundred thousand labels a second.</summary>
    /// <exception cref="UserException">The store does not keep one of them any more.</exception>
    public async Task<IReadOnlyList<TermChange>> CompareAsync((string Name, long Commit) before, (string Name, long Commit) after, CancellationToken cancellation)
    {
        var folder = Path.Combine(host.Folders.Temporary, $"changes-{Guid.NewGuid():N}");
        try
        {
            using var index = TermIndex.Open(folder);
            var terms = AfterCommit.TermSourceOf(source, Graph);
            using (var old = Open(before))
                await index.RebuildAsync(terms, old, old.Terms.FindIri(Graph), before.Name, cancellation);
            using var present = Open(after);
            return [.. SourceComparison.Compare(index, terms, present, present.Terms.FindIri(Graph), cancellation)];
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private Snapshot Open((string Name, long Commit) version)
    {
        try
        {
            return host.Store.OpenSnapshot(ReaderScope.Public, version.Commit);
        }
        catch (VersionNotKeptException e)
        {
            throw new UserException(
                new(
                    $"De inhoud van versie {version.Name} is niet meer bewaard; de oudste die er is, is die van commit {e.OldestKept} ({e.OldestKeptTime:u}). history: in de instellingen zegt hoe lang versies blijven.",
                    $"The content of version {version.Name} is not kept any more; the oldest that is there is that of commit {e.OldestKept} ({e.OldestKeptTime:u}). history: in the settings says how long versions stay."),
                ExitCode.Usage);
        }
    }
}
