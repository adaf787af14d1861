using System.Globalization;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;

namespace Ocw.Nde.Node.Features.Termen.TermPages;

/// <summary>Finds out which public objects use a term: they name it themselves, or a value of theirs is linked to it.</summary>
internal sealed class TermUses(NodeHost host)
{
    /// <summary>The objects on one page.</summary>
    public const int PageSize = 25;

    // A page is not worth more; a term of a million objects is counted by a query.
    private static readonly QueryLimits s_limits = new() { Time = TimeSpan.FromSeconds(5), Memory = 256L << 20 };

    /// <summary>How many objects use it in each dataset, most first; <see langword="null"/> when counting takes too long.</summary>
    public IReadOnlyList<DatasetUse>? Count(string term, Language language, CancellationToken cancellation)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        try
        {
            using var rows = (SolutionSequence)host.Public.Query(host.Queries.Request("terms/uses.rq", ("s", new Iri(term))) with { Limits = s_limits }, cancellation);
            while (rows.MoveNext())
            {
                if (rows[0] is not Iri name || host.Iris.ParseGraph(name.Value) is not { Kind: GraphKind.Content } graph || rows[1] is not Literal number)
                    continue;
                var source = host.Sources.FirstOrDefault(s => s.Dataset == graph.Dataset && s.Channel == graph.Channel);
                if (source is { Kind: SourceKind.Collection } && long.TryParse(number.LexicalForm, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                    counts[graph.Dataset] = Math.Max(counts.GetValueOrDefault(graph.Dataset), count);
            }
        }
        catch (QueryLimitException)
        {
            return null;
        }

        return [.. counts.Select(c => new DatasetUse(TitleOf(c.Key, language), host.Iris.LocalPath(host.Iris.Dataset(c.Key))!, c.Value)).OrderByDescending(c => c.Objects).ThenBy(c => c.Title, StringComparer.CurrentCulture)];
    }

    /// <summary>A page of objects, in order of their IRIs.</summary>
    /// <param name="term">The term.</param>
    /// <param name="after">The last object of the page before; empty for the first page.</param>
    /// <param name="language">The language of the names.</param>
    /// <param name="cancellation">Ends it.</param>
    public UsingObjects Objects(string term, string after, Language language, CancellationToken cancellation)
    {
        var found = new List<(string Iri, string? Name, int Rank)>();
        try
        {
            using var rows = (SolutionSequence)host.Public.Query(
                host.Queries.Request("terms/objects.rq", ("s", new Iri(term)), ("after", new Literal(after))) with { Limits = s_limits }, cancellation);
            while (rows.MoveNext() && found.Count <= PageSize)
            {
                if (rows[0] is not Literal { LexicalForm: var iri })
                    continue;
                var name = rows[1] as Literal;
                var rank = name is null ? 3 : name.Language is null ? 1 : name.Language.StartsWith(language.Tag(), StringComparison.OrdinalIgnoreCase) ? 0 : 2;
                if (found.Count == 0 || found[^1].Iri != iri)
                    found.Add((iri, name?.LexicalForm, rank));
                else if (rank < found[^1].Rank)
                    found[^1] = (iri, name?.LexicalForm, rank);
            }
        }
        catch (QueryLimitException)
        {
            return new UsingObjects([], null);
        }

        var page = found.Take(PageSize).Select(o => new UsingObject(host.Iris.LocalPath(o.Iri) ?? "/term?iri=" + Uri.EscapeDataString(o.Iri), o.Name ?? Resources.PropertyNames.LocalName(o.Iri))).ToList();
        return new UsingObjects(page, found.Count > PageSize ? found[PageSize - 1].Iri : null);
    }

    private string TitleOf(string dataset, Language language) =>
        host.Sources.Where(s => s.Dataset == dataset).OrderBy(s => s.Order).FirstOrDefault()?.Title.In(language) ?? dataset;
}

/// <summary>How many objects of a dataset use a term.</summary>
/// <param name="Title">The dataset's title.</param>
/// <param name="Href">Its page.</param>
/// <param name="Objects">The number of objects.</param>
public sealed record DatasetUse(string Title, string Href, long Objects);

/// <summary>An object that uses a term.</summary>
/// <param name="Href">Its page.</param>
/// <param name="Name">Its name.</param>
public sealed record UsingObject(string Href, string Name);

/// <summary>A page of objects.</summary>
/// <param name="Objects">The objects.</param>
/// <param name="Next">Where the next page begins; <see langword="null"/> at the last one.</param>
public sealed record UsingObjects(IReadOnlyList<UsingObject> Objects, string? Next);
