using Ocw.Nde.Node.Features.Search;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Review;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>What an index that has the version before need look at.</summary>
/// <param name="Before">The version before.</param>
/// <param name="Subjects">The public nodes of which something else is said now.</param>
internal sealed record IndexDelta(string Before, IReadOnlySet<string> Subjects);

/// <summary>What follows a commit: the indexes that are derived from the public store, and registration.</summary>
internal sealed class AfterCommit(NodeHost host, OutgoingWeb web)
{
    /// <summary>Brings the indexes up to date and registers the dataset if the source asks for it.</summary>
    public async Task<RunRecord> RunAsync(SourceSettings source, ChannelState state, RunRecord record, IndexDelta? delta, QuestionFile? questions, CancellationToken cancellation)
    {
        if (await IndexAsync(source, state, delta, questions, cancellation) is { } terms)
            record = record with { Notices = [.. record.Notices, .. TermNotices.Of(terms)] };
        if (source.Align.Count > 0)
            host.Alignments.Refresh(cancellation);
        if (!source.Register || host.Settings.Register is null)
            return record;
        return record with { Registration = await host.Descriptions.RegisterAsync(source, web.Public, cancellation) };
    }

    /// <summary>Brings the indexes of a channel up to date where they are not.</summary>
    /// <returns>What indexing its terms gave; <see langword="null"/> when they were indexed already, or are none.</returns>
    public async Task<TermIndexReport?> IndexAsync(SourceSettings source, ChannelState state, IndexDelta? delta, QuestionFile? questions, CancellationToken cancellation)
    {
        var graph = host.Iris.Graph(source.Dataset, source.Channel, GraphKind.Content);
        using var snapshot = host.Store.OpenSnapshot(ReaderScope.Public);
        // Where the index has the version before, only what changed is looked at.
        if (delta is not null && host.Search.VersionOf(graph) == delta.Before)
            new SearchIndexer(snapshot, host.Search).Update(graph, state.Version, delta.Subjects, cancellation);
        foreach (var kind in (ReadOnlySpan<GraphKind>)[GraphKind.Content, GraphKind.Missing])
        {
            var searched = host.Iris.Graph(source.Dataset, source.Channel, kind);
            if (host.Search.VersionOf(searched) != state.Version)
                new SearchIndexer(snapshot, host.Search).Index(searched, state.Version, cancellation);
        }

        if (source.Align.Count > 0)
            new ReviewQuestions(host, source).Refresh(state, questions, cancellation);
        if (source.Kind != SourceKind.Terms)
            return null;
        var terms = TermSourceOf(source, graph);
        if (host.Terms.IsCurrent(terms, state.Version) || snapshot.Terms.FindIri(graph) is not { IsBound: true } id)
            return null;
        host.TermChanges.Record(terms, state.Version, snapshot, id, cancellation);
        return await host.Terms.RebuildAsync(terms, snapshot, id, state.Version, cancellation);
    }

    /// <summary>A terminology source as the Termen room describes it.</summary>
    public static TermSource TermSourceOf(SourceSettings source, string graph)
    {
        var terms = source.Terms ?? new TermSettings();
        return new TermSource
        {
            Id = source.Id,
            TitleNl = source.Title.Nl,
            TitleEn = source.Title.En,
            Graph = new Iri(graph),
            IriPrefix = terms.IriPrefix,
            Genres = GenresOf(terms.Genres),
            GenresByType = terms.GenresByType.ToDictionary(g => g.Key, g => GenresOf(g.Value), StringComparer.Ordinal),
            Languages = source.Languages,
            Licence = source.License,
            Notations = terms.IconclassNotations ? NotationSyntax.Iconclass : NotationSyntax.Plain,
        };
    }

    private static TermGenres GenresOf(IEnumerable<string> names)
    {
        var genres = TermGenres.None;
        foreach (var name in names)
        {
            if (TermGenreNames.TryParse(name, out var genre))
                genres |= genre;
        }

        return genres;
    }
}
