using System.Text.Json;
using Ocw.Nde.Datasetregister.Description;
using Ocw.Nde.Datasetregister.Registration;
using Ocw.Nde.Datasetregister.Statistics;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Alignments;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;
using Ocw.Nde.Web;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Step 8: describes the dataset that a channel belongs to, and the catalogue, in the same transaction as the content; registers afterwards.</summary>
internal sealed class DescriptionStage(NodeHost host)
{
    private static readonly Iri RecordProfile = new("https://docs.nde.nl/schema-profile/");

    /// <summary>Stages the descriptions as they will be after the commit.</summary>
    /// <param name="transaction">The transaction of the channel.</param>
    /// <param name="source">The source of the channel.</param>
    /// <param name="state">The state that the channel will have.</param>
    /// <param name="cancellation">Ends the counting.</param>
    public void Stage(WriteTransaction transaction, SourceSettings source, ChannelState state, CancellationToken cancellation)
    {
        Dataset dataset;
        List<Dataset> all;
        using (var staged = transaction.OpenStaged(withCommitted: true, cancellation))
        {
            var states = States(staged, source, state);
            dataset = Describe(states.Where(s => s.Source.Dataset == source.Dataset).ToList(), CountOf(staged, source.Dataset, states, cancellation));
            all = [.. states.GroupBy(s => s.Source.Dataset, StringComparer.Ordinal).Select(g => Describe([.. g], null))];
        }

        new TripleSpans(transaction.Stage(new Iri(host.Iris.DescriptionGraph(source.Dataset)), GraphClass.Descriptions)).Write(DatasetDescriber.Describe(dataset));
        var catalog = Catalog(all);
        var own = DatasetDescriber.Describe(catalog).Where(t => t.Subject is Iri subject && (subject.Equals(catalog.Iri) || subject.Value.StartsWith(catalog.Iri.Value + "#", StringComparison.Ordinal)));
        new TripleSpans(transaction.Stage(new Iri(host.Iris.CatalogGraph), GraphClass.Descriptions)).Write(own);
    }

    /// <summary>Registers a dataset, keeps the whole answer in a file, and gives it in words.</summary>
    public async Task<string> RegisterAsync(SourceSettings source, GuardedHttpClient client, CancellationToken cancellation)
    {
        var description = new List<Triple>();
        using (var snapshot = host.Store.OpenSnapshot(ReaderScope.Public))
        {
            if (snapshot.Terms.FindIri(host.Iris.DescriptionGraph(source.Dataset)) is { IsBound: true } graph)
                description.AddRange(TriplesOf(snapshot, graph));
        }

        var registration = new DatasetRegistration(client, new RegisterOptions { Api = new Uri(host.Settings.Register!) });
        var answer = await registration.RegisterAsync(new Uri(host.Iris.Dataset(source.Dataset)), description, cancellation: cancellation);
        Directory.CreateDirectory(host.Folders.Registrations);
        await File.WriteAllTextAsync(
            Path.Combine(host.Folders.Registrations, source.Dataset + ".json"),
            JsonSerializer.Serialize(
                new { register = answer.Register, url = answer.Url, time = answer.Time, outcome = answer.Outcome.ToString(), status = answer.HttpStatus, mediaType = answer.MediaType, body = answer.Body, nl = answer.ToText("nl"), en = answer.ToText("en") },
                JsonSerializerOptions.Web),
            cancellation);
        return answer.ToText("en");
    }

    private List<(SourceSettings Source, ChannelState State)> States(Snapshot staged, SourceSettings source, ChannelState state)
    {
        var states = new List<(SourceSettings, ChannelState)>();
        foreach (var other in host.Sources.OrderBy(s => s.Order).ThenBy(s => s.Id, StringComparer.Ordinal))
        {
            if (other.Id == source.Id)
                states.Add((other, state));
            else if (staged.TryGet(ChannelState.KeyOf(other.Dataset, other.Channel), out var bytes))
                states.Add((other, ChannelState.Parse(bytes.Span)));
        }

        return states;
    }

    private DatasetStatistics CountOf(Snapshot staged, string dataset, List<(SourceSettings Source, ChannelState State)> states, CancellationToken cancellation)
    {
        // The staged view shows closed graphs too; the public description counts open ones only, by name.
        var graphs = states.Where(s => s.Source.Dataset == dataset)
            .SelectMany(s => DumpService.GraphsOf(host.Iris, s.Source.Dataset, s.Source.Channel))
            .Select(g => staged.Terms.FindIri(g))
            .Where(g => g.IsBound)
            .ToList();
        return DatasetStatistics.Count(staged, GraphSelector.MergeOf(graphs), null, cancellation);
    }

    private Dataset Describe(IReadOnlyList<(SourceSettings Source, ChannelState State)> channels, DatasetStatistics? statistics)
    {
        var source = channels[0].Source;
        return new Dataset
        {
            Iri = new Iri(host.Iris.Dataset(source.Dataset)),
            Names = Texts(source.Title),
            Descriptions = source.Description is { } description ? Texts(description) : [],
            License = new Iri(source.License),
            Publisher = PublisherOf(source.Institution),
            Published = DateOnly.FromDateTime(channels.Min(c => c.State.FirstPublishedAt).UtcDateTime),
            Modified = channels.Max(c => c.State.PublishedAt),
            Languages = [.. channels.SelectMany(c => c.Source.Languages).Distinct(StringComparer.Ordinal)],
            Keywords = [.. channels.SelectMany(c => c.Source.Keywords).Distinct(StringComparer.Ordinal).Select(k => new Literal(k, "nl"))],
            Version = channels.Max(c => c.State.Version),
            Catalog = new Iri(host.Iris.Catalog),
            Distributions = [.. channels.Select(Dump), .. channels.Any(c => IsAlignedInPublic(c.Source)) ? Alignments(channels) : [], Sparql()],
            Statistics = statistics,
        };
    }

    private Distribution Dump((SourceSettings Source, ChannelState State) channel) => new()
    {
        Url = new Iri($"{host.Iris.Base}dumps/{channel.Source.Dataset}/{channel.Source.Channel}.nq.gz"),
        MediaType = DumpFiles.MediaType,
        Compression = "gzip",
        ByteSize = channel.State.DumpBytes,
        Sha256 = channel.State.DumpSha256,
        Modified = channel.State.PublishedAt,
        Profiles = channel.Source.Kind == SourceKind.Collection ? [RecordProfile] : [],
        Names = Texts(new LocalizedText($"{channel.Source.Title.Nl}: alles als N-Quads", $"{channel.Source.Title.En}: everything as N-Quads")),
    };

    private static bool IsAlignedInPublic(SourceSettings source) => source.Align.Count > 0 && source.Access.Level == AccessDecision.Openbaar;

    private IEnumerable<Distribution> Alignments(IReadOnlyList<(SourceSettings Source, ChannelState State)> channels)
    {
        var (source, modified) = (channels[0].Source, channels.Max(c => c.State.PublishedAt));
        Distribution Of(string extension, string mediaType, string nl, string en, params Iri[] profiles) => new()
        {
            Url = new Iri(AlignmentExport.AddressOf(host.Iris, source.Dataset, extension)),
            MediaType = mediaType,
            Modified = modified,
            Profiles = profiles,
            Names = Texts(new LocalizedText($"{source.Title.Nl}: {nl}", $"{source.Title.En}: {en}")),
        };
        yield return Of("sssom.tsv", "text/tab-separated-values", "koppelingen met termen (SSSOM)", "alignments with terms (SSSOM)", new Iri(AlignmentVocabulary.Sssom));
        yield return Of("csv", "text/csv", "koppelingen met termen, per recordnummer", "alignments with terms, by record number");
    }

    private Distribution Sparql() => new()
    {
        Url = new Iri(host.Iris.Base + "sparql"),
        Protocol = Distribution.SparqlProtocol,
        Names = Texts(new LocalizedText("SPARQL-endpoint", "SPARQL endpoint")),
    };

    private Catalog Catalog(IReadOnlyList<Dataset> datasets) => new()
    {
        Iri = new Iri(host.Iris.Catalog),
        Names = Texts(host.Settings.Name),
        Publisher = datasets[0].Publisher,
        Datasets = datasets,
    };

    private Publisher PublisherOf(InstitutionSettings institution) => new()
    {
        Iri = new Iri(institution.Iri ?? host.Iris.Institution(institution.Id)),
        Names = Texts(institution.Name),
        Isil = institution.Isil,
        Sector = institution.Sector,
        MunicipalityCode = institution.Municipality,
        Contact = institution.Email is { } email ? new ContactPoint(Texts(institution.Name), email) : null,
    };

    private static IReadOnlyList<Literal> Texts(LocalizedText text) =>
        text.Nl == text.En ? [new Literal(text.Nl, "nl")] : [new Literal(text.Nl, "nl"), new Literal(text.En, "en")];

    private static List<Triple> TriplesOf(Snapshot snapshot, Store.Ids.TermId graph)
    {
        var triples = new List<Triple>();
        var batch = new QuadBatch();
        using var scan = snapshot.ScanGraph(graph);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
                triples.Add(new(snapshot.Terms.ToTerm(new(batch.Subjects[i])), snapshot.Terms.ToTerm(new(batch.Predicates[i])), snapshot.Terms.ToTerm(new(batch.Objects[i]))));
        }

        return triples;
    }
}
