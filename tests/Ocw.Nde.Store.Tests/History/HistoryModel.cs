using Ocw.Nde.Store.History;
using Ocw.Nde.Store.Sources;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.History;

/// <summary>Every state that a store had, kept naively, and which of them its history must still know.</summary>
internal sealed class HistoryModel
{
    private readonly List<(long Commit, DateTimeOffset Time, StoreModel Model)> _states = [];
    private readonly Dictionary<string, List<Change>> _changes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _kept = new(StringComparer.Ordinal);

    public HistoryModel(DateTimeOffset start) => _states.Add((0, start, new StoreModel()));

    public long LastCommit => _states[^1].Commit;

    public StoreModel Now => _states[^1].Model;

    public IEnumerable<string> Names => _changes.Keys;

    public IEnumerable<(long Commit, DateTimeOffset Time)> Commits => _states.Select(state => (state.Commit, state.Time));

    /// <summary>Notes the state after a commit.</summary>
    public void Add(long commit, DateTimeOffset time, StoreModel after)
    {
        var before = Now;
        foreach (var name in before.Graphs.Keys.Union(after.Graphs.Keys, StringComparer.Ordinal).ToArray())
        {
            var (old, now) = (before.Graphs.GetValueOrDefault(name), after.Graphs.GetValueOrDefault(name));
            var wasKept = old is not null && _kept.GetValueOrDefault(name);
            var isKept = now is not null && (wasKept || Keeps(now.Class));
            _kept[name] = isKept;
            if (IsSame(old, now))
                continue;
            if (!_changes.TryGetValue(name, out var changes))
                _changes[name] = changes = [];
            changes.Add(new Change(commit, time, wasKept || isKept, old is null || wasKept, now is null ? old!.Access : now.Access));
        }

        _states.Add((commit, time, after.Copy()));
    }

    /// <summary>The records of a graph that the store must have, oldest first.</summary>
    public IReadOnlyList<Change> RecordsOf(string graph) => _changes.TryGetValue(graph, out var changes) ? [.. changes.Where(change => change.IsRecorded)] : [];

    /// <summary>What a reader must see of the state after a commit.</summary>
    public QuadModel Visible(ReaderScope scope, long commit, Func<string, bool>? only = null)
    {
        var then = At(commit);
        return then.Visible(ReaderScope.Internal, name =>
            (only is null || only(name)) && IsKnown(name, commit)
            && (scope == ReaderScope.Internal || (then.Graphs[name].Access == AccessLevel.Open && AccessNow(name) == AccessLevel.Open)));
    }

    public StoreModel At(long commit) => _states.Last(state => state.Commit <= commit).Model;

    private static bool Keeps(GraphClass graphClass) => graphClass.KeepsHistory();

    // The state after a commit is known if the next change of the graph, if there is one, has recorded what was before it.
    private bool IsKnown(string graph, long commit) =>
        _changes.GetValueOrDefault(graph, []).FirstOrDefault(change => change.Commit > commit) is not { } next || (next.IsRecorded && next.KnowsBefore);

    private AccessLevel AccessNow(string graph) =>
        Now.Graphs.TryGetValue(graph, out var now) ? now.Access : RecordsOf(graph)[^1].Access;

    private static bool IsSame(ModelGraph? old, ModelGraph? now) =>
        old is null || now is null ? old is null && now is null : (old.Class, old.Access) == (now.Class, now.Access) && old.Triples.SetEquals(now.Triples);

    internal sealed record Change(long Commit, DateTimeOffset Time, bool IsRecorded, bool KnowsBefore, AccessLevel Access);
}
