using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Operations.Purging;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Transactions;

namespace Ocw.Nde.Node.Pipeline.Gone;

/// <summary>
/// Decides what becomes of objects that a new version does not have. What the source says is deleted becomes a tombstone. What is only not there any more is served
/// as it was, marked, in a graph of its own, and becomes a tombstone when the time that the source's settings give is over. What comes back loses mark and tombstone.
/// </summary>
/// <remarks>
/// Content graphs hold what was found and nothing else, so that they stay a function of the archive. What was public of a gone object is kept closed and is shown
/// with its tombstone only: no query and no dump gives it any more.
/// </remarks>
internal sealed class GoneStage(NodeIris iris, SourceSettings source, IPurgedNames blocked, WriteTransaction transaction)
{
    private static readonly (GraphKind Found, GraphKind Missing, AccessLevel Access)[] Sides =
    [
        (GraphKind.Content, GraphKind.Missing, AccessLevel.Open), (GraphKind.Closed, GraphKind.ClosedMissing, AccessLevel.Closed),
    ];

    private readonly string _dataset = iris.Dataset(source.Dataset);
    private readonly List<(ulong Id, DateTimeOffset? Since, GoneReason Reason)> _tombstones = [];
    private readonly List<(ulong Id, DateTimeOffset Since, bool WasMissing)> _missing = [];
    private long _returned;

    /// <summary>Stages what is missing and what is gone.</summary>
    /// <param name="before">What is served.</param>
    /// <param name="after">What was found, staged.</param>
    /// <param name="gone">The objects that are served as found and were not found now.</param>
    /// <param name="facts">What is known of their going.</param>
    public GoneCount Run(Snapshot before, Snapshot after, GoneObjects gone, GoneFacts facts)
    {
        var found = new ObjectWalk(after, _dataset, source.Kind);
        var known = MissingOf(before);
        if (gone.Ids.Count == 0 && known.Count == 0 && Id(before, GraphKind.Tombstones) is not { IsBound: true })
            return default;
        foreach (var id in gone.Ids)
            Decide(before, id, null, facts);
        foreach (var (id, since) in known)
        {
            if (IsFound(found, after, id))
                _returned++;
            else
                Decide(before, id, since, facts);
        }

        if (_missing.Count > 0 || known.Count > 0)
            StageMissing(before);
        StageTombstones(before, found, after, facts.Now);
        return new GoneCount(_missing.Count, _tombstones.Count, _returned, _missing.Count == 0 ? null : _missing.Min(m => m.Since));
    }

    private void Decide(Snapshot before, ulong id, DateTimeOffset? since, GoneFacts facts)
    {
        if (before.Terms.ToTerm(new(id)) is not Iri name || blocked.Covers(name.Value) || facts.SetAside.Contains(name))
            return;
        if (facts.IsDeleted(name.Value))
            _tombstones.Add((id, since, GoneReason.DeletedAtSource));
        else if (since is null && facts.IsWithdrawal)
            _tombstones.Add((id, since, GoneReason.Withdrawn));
        else if (facts.IsComplete && source.NotFound.IsOver(since ?? facts.Now, facts.Now, () => since is { } first ? facts.RunsSince(first) : 1))
            _tombstones.Add((id, since, GoneReason.NotFoundAtSource));
        else
            _missing.Add((id, since ?? facts.Now, since is not null));
    }

    // All of it each time: it is little, and what is staged alike is no change.
    private void StageMissing(Snapshot before)
    {
        foreach (var (found, missing, access) in Sides)
        {
            var stage = transaction.Stage(new Iri(Graph(missing)), GraphClass.Content, access, StageMode.Replace);
            var marks = new TripleSpans(stage);
            foreach (var (id, since, wasMissing) in _missing)
            {
                var statements = Statements(before, wasMissing ? missing : found, id);
                if (statements.Count == 0)
                    continue;
                foreach (var (s, p, o) in statements)
                    stage.Add(s, p, o);
                if (!wasMissing)
                    marks.Write(Tombstone.Mark((Iri)before.Terms.ToTerm(new(id)), since));
            }
        }
    }

    private void StageTombstones(Snapshot before, ObjectWalk found, Snapshot after, DateTimeOffset now)
    {
        var standing = Standing(before).ToList();
        var staying = standing.FindAll(id => !IsFound(found, after, id));
        _returned += standing.Count - staying.Count;
        if (staying.Count == standing.Count && _tombstones.Count == 0)
            return;
        var mode = staying.Count == standing.Count ? StageMode.Add : StageMode.Replace;
        var tombstones = transaction.Stage(new Iri(Graph(GraphKind.Tombstones)), GraphClass.Provenance, AccessLevel.Open, mode);
        var states = transaction.Stage(new Iri(Graph(GraphKind.LastState)), GraphClass.System, AccessLevel.Closed, mode);
        if (mode == StageMode.Replace)
        {
            foreach (var id in staying)
            {
                Copy(StarOf(before, id, GraphKind.Tombstones), tombstones);
                Copy(Statements(before, GraphKind.LastState, id), states);
            }
        }

        var spans = new TripleSpans(tombstones);
        foreach (var (id, since, reason) in _tombstones)
        {
            // What the public did not see has no tombstone either: it would tell that it was there.
            var statements = Statements(before, since is null ? GraphKind.Content : GraphKind.Missing, id);
            var open = statements.FindAll(t => before.Terms.ToTerm(t.Predicate) is Iri predicate && !predicate.Equals(Tombstone.NotFoundSince));
            if (open.Count == 0)
                continue;
            Copy(open, states);
            var types = open.Where(t => t.Subject.Value == id && before.Terms.ToTerm(t.Predicate).Equals(RdfNs.Type)).Select(t => before.Terms.ToTerm(t.Object)).OfType<Iri>();
            spans.Write(Tombstone.Of((Iri)before.Terms.ToTerm(new(id)), types, reason, since, now, new Iri(_dataset)));
        }
    }

    private static void Copy(List<(TermId Subject, TermId Predicate, TermId Object)> statements, QuadStage stage)
    {
        foreach (var (s, p, o) in statements)
            stage.Add(s, p, o);
    }

    private Dictionary<ulong, DateTimeOffset> MissingOf(Snapshot before)
    {
        var missing = new Dictionary<ulong, DateTimeOffset>();
        foreach (var (_, kind, _) in Sides)
        {
            foreach (var (subject, value) in Pairs(before, kind, Tombstone.NotFoundSince))
            {
                if (Tombstone.Moment(before.Terms.ToTerm(value)) is { } since)
                    missing[subject] = since;
            }
        }

        return missing;
    }

    private IEnumerable<ulong> Standing(Snapshot before) => Pairs(before, GraphKind.Tombstones, Tombstone.Deleted).Select(pair => pair.Subject);

    private IEnumerable<(ulong Subject, TermId Value)> Pairs(Snapshot before, GraphKind kind, Iri property)
    {
        if (Id(before, kind) is not { IsBound: true } graph || before.Terms.Find(property) is not { IsBound: true } predicate)
            yield break;
        var batch = new QuadBatch();
        using var scan = before.Scan(new QuadPattern(default, predicate, default, GraphSelector.Named(graph)), QuadOrder.Any);
        for (var rows = scan.Next(batch); rows > 0; rows = scan.Next(batch))
        {
            for (var i = 0; i < rows; i++)
                yield return (batch.Subjects[i], new TermId(batch.Objects[i]));
        }
    }

    private List<(TermId Subject, TermId Predicate, TermId Object)> Statements(Snapshot before, GraphKind kind, ulong id) =>
        new ObjectStatements(before, Id(before, kind), new ObjectWalk(before, _dataset, source.Kind)).Of(id);

    private List<(TermId Subject, TermId Predicate, TermId Object)> StarOf(Snapshot before, ulong id, GraphKind kind) => Statements(before, kind, id).FindAll(t => t.Subject.Value == id);

    private bool IsFound(ObjectWalk found, Snapshot after, ulong id) => found.Holds(id, Id(after, GraphKind.Content)) || found.Holds(id, Id(after, GraphKind.Closed));

    private string Graph(GraphKind kind) => iris.Graph(source.Dataset, source.Channel, kind);

    private TermId Id(Snapshot state, GraphKind kind) => state.Terms.FindIri(Graph(kind)) is { IsBound: true } id && state.TryGetGraph(id, out _) ? id : default;
}

/// <summary>What is known of objects that are not in a new version.</summary>
internal sealed record GoneFacts
{
    /// <summary>The time of the run.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether everything was seen: only then time passes for what is missing.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Whether the source said that this object is deleted.</summary>
    public required Func<string, bool> IsDeleted { get; init; }

    /// <summary>Whether the node itself takes away what goes: a person agreed, or the same records have other addresses now.</summary>
    public bool IsWithdrawal { get; init; }

    /// <summary>Objects that the source does have, and that are set aside because they do not conform.</summary>
    public IReadOnlySet<Iri> SetAside { get; init; } = new HashSet<Iri>();

    /// <summary>How many runs since a moment did not find what was missing then, that one and this one included.</summary>
    public required Func<DateTimeOffset, int> RunsSince { get; init; }
}

/// <summary>What became of objects.</summary>
/// <param name="Missing">Not found and still served.</param>
/// <param name="Tombstones">Tombstones that are new.</param>
/// <param name="Returned">Found again.</param>
/// <param name="MissingSince">Since when the one that is missing longest was not found.</param>
internal readonly record struct GoneCount(long Missing, long Tombstones, long Returned, DateTimeOffset? MissingSince);
