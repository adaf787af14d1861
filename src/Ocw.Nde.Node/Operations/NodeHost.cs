using System.Text;
using Ocw.Nde.Harvest;
using Ocw.Nde.Mapping;
using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Node.Commands;
using Ocw.Nde.Node.Features.Search;
using Ocw.Nde.Node.Operations.Purging;
using Ocw.Nde.Node.Operations.Review;
using Ocw.Nde.Node.Operations.Termen;
using Ocw.Nde.Node.Pipeline;
using Ocw.Nde.Node.Pipeline.Quality;
using Ocw.Nde.Node.Pipeline.Records;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Updates;
using Ocw.Nde.Store;
using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Network.Live;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Node.Operations;

/// <summary>An opened data directory with everything that works on it. One process at a time: the store holds the lock.</summary>
internal sealed class NodeHost : IDisposable
{
    private const string BaseKey = "node/base";
    private readonly Lazy<string> _mappingFingerprint = new(() => Fingerprint.OfFolder(ProgramFiles.Mappings));
    private readonly OutgoingWeb _web;
    private readonly TimeProvider _time;
    private readonly CopyTimes _copyTimes;

    private NodeHost(NodeSettings settings, IReadOnlyList<SourceSettings> sources, QuadStore store, TimeProvider time)
    {
        _time = time;
        Settings = settings;
        Sources = sources;
        Store = store;
        Folders = new DataFolders(settings.DataDirectory);
        Iris = new NodeIris(settings.BaseIri);
        Queries = new StoredQueries(ProgramFiles.Queries);
        _web = new OutgoingWeb(settings, time);
        QueryEnvironment = new QueryEnvironment { Clock = time, Services = _web.Services };
        UpdaterOptions = new SparqlUpdaterOptions { Environment = QueryEnvironment, Loader = _web.Documents };
        var options = new SparqlDatasetOptions { Environment = QueryEnvironment };
        Public = new SparqlDataset(() => store.OpenSnapshot(ReaderScope.Public), options);
        Internal = new SparqlDataset(() => store.OpenSnapshot(ReaderScope.Internal), options);
        Archive = new PayloadArchive(Folders.Archive);
        Runs = new RunLog(Folders.Runs);
        Terms = TermIndex.Open(Folders.Terms, time: time);
        _copyTimes = new CopyTimes(Runs);
        TermCatalogs = new TermCatalogs(settings.Terms, Folders.TermCatalogs, JsonLd, () => _web.Public, time);
        Network = new TermNetwork(TermCatalogs.Load(), () => Terms, KeptTermSources.Of(sources, Iris), CopyTime, LiveSources(), new NetworkOptions { MaxTimeout = settings.Terms.MaxTime, MaxCopyAge = settings.Terms.MaxCopyAge }, time);
        TermChanges = new TermFeeds(this, time);
        Alignments = new AlignmentFeed(this, time);
        Search = SearchIndex.Open(Folders.Search);
        Review = ReviewQueue.Open(Folders.ReviewQueue, new ReviewLog(Folders.Decisions), time);
        Dumps = new DumpFiles(Folders.Dumps);
        Descriptions = new DescriptionStage(this);
        Blocked = BlockList.Open(Folders.BlockList);
        Waiting = new WaitingRuns(Folders.Waiting);
    }

    /// <summary>The node's settings.</summary>
    public NodeSettings Settings { get; }

    /// <summary>The sources that are configured.</summary>
    public IReadOnlyList<SourceSettings> Sources { get; }

    /// <summary>The quads.</summary>
    public QuadStore Store { get; }

    /// <summary>The folders.</summary>
    public DataFolders Folders { get; }

    /// <summary>The IRIs.</summary>
    public NodeIris Iris { get; }

    /// <summary>The stored queries.</summary>
    public StoredQueries Queries { get; }

    /// <summary>What queries and updates get from outside: the clock, and where SERVICE may go.</summary>
    public QueryEnvironment QueryEnvironment { get; }

    /// <summary>What updates may change, and where LOAD may go.</summary>
    public SparqlUpdaterOptions UpdaterOptions { get; }

    /// <summary>What the public may ask.</summary>
    public ISparqlDataset Public { get; }

    /// <summary>What the node itself and granted readers may ask.</summary>
    public ISparqlDataset Internal { get; }

    /// <summary>How JSON-LD is read: with the contexts that the node may use.</summary>
    public JsonLdOptions JsonLd => _web.JsonLd;

    /// <summary>How what was harvested is cut.</summary>
    public CutOptions CutOptions => new() { TemporaryDirectory = Folders.Temporary, JsonLd = JsonLd };

    /// <summary>Every payload.</summary>
    public PayloadArchive Archive { get; }

    /// <summary>The list of runs.</summary>
    public RunLog Runs { get; }

    /// <summary>The index of terms.</summary>
    public TermIndex Terms { get; private set; }

    /// <summary>All terminology sources: kept, live, or both.</summary>
    public TermNetwork Network { get; }

    /// <summary>The catalogues that describe terminology sources.</summary>
    public TermCatalogs TermCatalogs { get; }

    /// <summary>What changed in the terminology sources.</summary>
    public TermFeeds TermChanges { get; }

    /// <summary>Which published alignments came and went.</summary>
    public AlignmentFeed Alignments { get; }

    /// <summary>The index of the search box.</summary>
    public SearchIndex Search { get; private set; }

    /// <summary>What people are asked about literals, and what they said.</summary>
    public ReviewQueue Review { get; }

    /// <summary>The dumps.</summary>
    public DumpFiles Dumps { get; }

    /// <summary>What was purged and may not come back.</summary>
    public BlockList Blocked { get; }

    /// <summary>The runs that wait for a person.</summary>
    public WaitingRuns Waiting { get; }

    /// <summary>Describes datasets.</summary>
    public DescriptionStage Descriptions { get; }

    /// <summary>Opens the data directory.</summary>
    /// <exception cref="UserException">The directory belongs to a node with another base IRI.</exception>
    public static NodeHost Open(NodeSettings settings, IReadOnlyList<SourceSettings> sources, TimeProvider time)
    {
        var store = QuadStore.Open(new DataFolders(settings.DataDirectory).Store, new StoreOptions { Retention = HistorySettings.PolicyOf(settings, sources), TimeProvider = time });
        try
        {
            // Without a settings file the store says what its IRIs begin with.
            if (!settings.HasFile && KnownBase(store) is { } known)
                settings = settings with { BaseIri = known };
            var host = new NodeHost(settings, sources, store, time);
            host.CheckBase();
            return host;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>The state of the channel of a source, or <see langword="null"/> when it never was stored.</summary>
    public ChannelState? StateOf(SourceSettings source) => StateOf(source.Dataset, source.Channel);

    /// <summary>The state of a channel, or <see langword="null"/> when it never was stored.</summary>
    public ChannelState? StateOf(string dataset, string channel)
    {
        using var snapshot = Store.OpenSnapshot(ReaderScope.Internal);
        return snapshot.TryGet(ChannelState.KeyOf(dataset, channel), out var bytes) ? ChannelState.Parse(bytes.Span) : null;
    }

    /// <summary>What a version of a source would be made with now.</summary>
    public string FingerprintOf(SourceSettings source)
    {
        var text = new StringBuilder(ContentText(source));
        foreach (var id in source.Align.Values.SelectMany(s => s).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            text.Append('\n').Append(id).Append('=').Append(Terms.Sources.FirstOrDefault(s => s.Source.Id == id)?.Marker);
        if (source.Align.Count > 0 && Review.Log.Current is { TouchCount: > 0 } decisions)
            text.Append('\n').Append(decisions.MarkOf(source.Institution.Id));
        return Fingerprint.Short(text.ToString());
    }

    /// <summary>What the content of a version of a source would be made with now: all but thesauri and decisions.</summary>
    public string ContentFingerprintOf(SourceSettings source) => Fingerprint.Short(ContentText(source));

    /// <summary>What mapping made of the records of a source until now, as far as it would make the same of them again.</summary>
    public RecordCache RecordsOf(SourceSettings source)
    {
        var text = new StringBuilder(source.Fingerprint).Append('\n').Append(Settings.BaseIri).Append('\n').Append(_mappingFingerprint.Value);
        foreach (var room in (ReadOnlySpan<Type>)[typeof(MappingProfile), typeof(SparqlDataset), typeof(QuadStore), typeof(RdfTerm), typeof(NodeHost)])
            text.Append('\n').Append(room.Module.ModuleVersionId);
        if (source.Mapping?.FindsProfile == true)
            text.Append('\n').Append(new FormatFinder(Archive, CutOptions).ProfileOf(source));
        if (Directory.Exists(Folders.Contexts))
            text.Append('\n').Append(Fingerprint.OfFolder(Folders.Contexts));
        return RecordCache.Open(Folders.Records, source.Dataset, source.Channel, Fingerprint.Short(text.ToString()));
    }

    /// <summary>How the records of a source are mapped; <see langword="null"/> for terms that are SKOS already.</summary>
    /// <exception cref="SettingsException">The mapping settings have mistakes.</exception>
    public MappingProfile? ProfileOf(SourceSettings source)
    {
        // Without a record there is no format, and nothing to map either.
        if (source.Mapping is not { } mapping)
            return null;
        var found = mapping.FindsProfile ? new FormatFinder(Archive, CutOptions).ProfileOf(source) : mapping.Profile;
        return found is null ? null : ProfileLoader.Load(Settings, source, mapping.WithProfile(found), JsonLd);
    }

    /// <summary>How the values of a source are aligned: with its terminology sources, and with what people decided.</summary>
    public AlignmentStage AlignmentOf(SourceSettings source) =>
        new(new TermAligner(Terms), AlignmentRules.Of(source) with { Decisions = Review.Log.Current.DecisionsFor(source.Institution.Id, source.Dataset) });

    /// <summary>Goes out to the system of a source.</summary>
    public Harvester HarvesterFor(SourceSettings source) => _web.HarvesterFor(source, Archive);

    /// <summary>Asks for some of the images of a source, gently.</summary>
    public Task<MediaFigures> CheckMediaAsync(SourceSettings source, MediaCheckSettings settings, IReadOnlyList<MediaAddress> sample, CancellationToken cancellation) =>
        new MediaChecker(_web.ClientFor(source), settings, _time).CheckAsync(sample, cancellation);

    /// <summary>What follows a commit: indexes and registration. What fails here is said, and made up for at the next start.</summary>
    public Task<RunRecord> AfterCommitAsync(SourceSettings source, ChannelState state, RunRecord record, IndexDelta? delta, QuestionFile? questions, CancellationToken cancellation) =>
        new AfterCommit(this, _web).RunAsync(source, state, record, delta, questions, cancellation);

    /// <summary>Reads the catalogues of terminology sources anew; the network goes on with what is good of them.</summary>
    public async Task RefreshCatalogsAsync(CancellationToken cancellation) => Network.Replace(await TermCatalogs.RefreshAsync(cancellation));

    /// <summary>Brings the indexes of a channel up to date where they are not.</summary>
    public Task IndexAsync(SourceSettings source, ChannelState state, CancellationToken cancellation) => new AfterCommit(this, _web).IndexAsync(source, state, null, null, cancellation);

    /// <summary>Throws the derived indexes away and begins with empty ones; <see cref="IndexAsync"/> fills them. Not while the node is serving.</summary>
    public void DropIndexes()
    {
        Search.Dispose();
        Terms.Dispose();
        Review.Clear();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var folder in (string[])[Folders.Search, Folders.Terms])
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }

        Search = SearchIndex.Open(Folders.Search);
        Terms = TermIndex.Open(Folders.Terms, time: _time);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _web.Dispose();
        Search.Dispose();
        Review.Dispose();
        Terms.Dispose();
        Store.Dispose();
    }

    private string ContentText(SourceSettings source) => $"{source.Fingerprint}\n{_mappingFingerprint.Value}\n{typeof(MappingProfile).Module.ModuleVersionId}";

    private LiveSources? LiveSources()
    {
        if (Settings.Terms.Catalogs.Count == 0)
            return null;
        var options = new LiveOptions { MaxRememberedAge = Settings.Terms.Remember };
        return new LiveSources(_web.TermSources, options, new RememberedAnswers(Folders.TermAnswers, options, _time), time: _time);
    }

    private DateTimeOffset? CopyTime(string termSource) =>
        Sources.FirstOrDefault(source => source.Id == termSource) is { } source ? _copyTimes.Of(source.Id) ?? StateOf(source)?.PublishedAt : null;

    private static string? KnownBase(QuadStore store)
    {
        using var snapshot = store.OpenSnapshot(ReaderScope.Internal);
        return snapshot.TryGet(BaseKey, out var bytes) ? Encoding.UTF8.GetString(bytes.Span) : null;
    }

    // The base IRI is fixed at the first write: the IRIs of everything depend on it.
    private void CheckBase()
    {
        if (KnownBase(Store) is not { } known || known == Settings.BaseIri)
            return;
        throw new UserException(
            new(
                $"{Settings.DataDirectory} hoort bij een knooppunt met baseIri {known}, en de instellingen zeggen {Settings.BaseIri}. Alle IRI's hangen ervan af: zet baseIri terug, of begin met een lege map (--data).",
                $"{Settings.DataDirectory} belongs to a node with baseIri {known}, and the settings say {Settings.BaseIri}. All IRIs depend on it: put baseIri back, or begin with an empty folder (--data)."),
            ExitCode.Usage);
    }

    /// <summary>The key and value that fix the base IRI; every transaction writes it.</summary>
    public (string Key, byte[] Value) BaseEntry => (BaseKey, Encoding.UTF8.GetBytes(Settings.BaseIri));
}
