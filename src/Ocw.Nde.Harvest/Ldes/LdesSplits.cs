using System.Text;
using Ocw.Nde.Rdf.Formats.JsonLd;

namespace Ocw.Nde.Harvest;

/// <summary>
/// Finds members whose statements are divided over pages that are walked one soon after another, as servers leave them that cut pages by the number of statements.
/// What the earlier page says of such a member is kept beside the later one, as N-Triples, and the member is read there.
/// </summary>
/// <remarks>Of the last pages only the names of members are remembered, as hashes; a page is read again only when one of them comes up once more.</remarks>
internal sealed class LdesSplits(PayloadArchive archive, TimeProvider time, JsonLdOptions jsonLd)
{
    private const int Window = 32;

    // Streams that give each member several times give it whole: after this many looks in vain none is taken any more.
    private const int MaxVainLooks = 16;

    private const int MaxUnread = 4;
    private const int MaxBytes = 16 << 20;

    private readonly Dictionary<int, ArchivedPayload> _members = [];
    private readonly Queue<List<int>> _recent = new();
    private readonly Queue<ArchivedPayload> _unread = new();
    private readonly Dictionary<string, LdesPageView> _read = new(StringComparer.Ordinal);
    private int _vain;

    /// <summary>How many members were found to be divided.</summary>
    public int Found { get; private set; }

    /// <summary>One of them.</summary>
    public string? Example { get; private set; }

    /// <summary>The parts of members of a page that pages before it have.</summary>
    /// <param name="view">The page.</param>
    /// <param name="known">What is held of it from an earlier run.</param>
    /// <param name="state">The pages of earlier runs: those that were completed by this one complete it now.</param>
    /// <param name="address">The address of the page.</param>
    public IReadOnlyList<ArchivedPayload> Complete(LdesPageView view, ArchivedPayload? known, LdesState state, string address)
    {
        while (_unread.TryDequeue(out var unread))
            Remember(Read(unread), unread);
        var found = new List<ArchivedPayload>();
        foreach (var (page, members) in Candidates(view))
        {
            var parts = members.Where(member => IsPart(view, member, page)).ToList();
            _vain = parts.Count > 0 ? 0 : _vain + 1;
            if (parts.Count > 0 && Extract(page, parts) is { } extract)
                found.Add(extract);
        }

        foreach (var earlier in known?.Companions.Where(companion => companion.Continued.Count > 0 && found.TrueForAll(other => other.Origin != companion.Origin)) ?? [])
            found.Add(earlier);
        foreach (var later in state.ContinuedBy(address).Where(page => found.TrueForAll(other => other.Origin != page.Page.Origin)))
        {
            if (Extract(later.Page, later.Members) is { } extract)
                found.Add(extract);
        }

        return found;
    }

    /// <summary>Remembers the members of a page.</summary>
    public void Remember(LdesPageView view, ArchivedPayload payload)
    {
        var names = view.Members.Where(view.Graph.IsIri).Select(member => HashOf(view, member)).ToList();
        foreach (var name in names)
            _members[name] = payload;
        _recent.Enqueue(names);
        if (_recent.Count <= Window)
            return;
        foreach (var name in _recent.Dequeue())
            _members.Remove(name);
    }

    /// <summary>Remembers a page that did not change; it is read only if another one after it did.</summary>
    public void Remember(ArchivedPayload unchanged)
    {
        if (_unread.Count >= MaxUnread)
            _unread.Dequeue();
        _unread.Enqueue(unchanged);
    }

    // Members of this page that an earlier one has too; and members of an earlier page that this one goes on about, without anything on it leading to them.
    private List<(ArchivedPayload Page, List<string> Members)> Candidates(LdesPageView view)
    {
        if (_members.Count == 0 || _vain >= MaxVainLooks)
            return [];
        var graph = view.Graph;
        var found = new List<(ArchivedPayload Page, List<string> Members)>();
        var own = view.Members.ToHashSet();
        var mentioned = new bool[graph.Terms];
        var met = new bool[graph.Terms];
        for (var i = 0; i < graph.Count; i++)
            mentioned[graph[i].Object] |= graph[i].Predicate != view.Terms.Member && graph[i].Object != graph[i].Subject;
        for (var i = 0; i < graph.Count; i++)
        {
            var subject = graph[i].Subject;
            if (met[subject] || !graph.IsIri(subject))
                continue;
            met[subject] = true;
            if ((own.Contains(subject) || (!mentioned[subject] && !view.IsApart(subject))) && _members.TryGetValue(HashOf(view, subject), out var page))
                Add(page, graph.Name(subject));
        }

        return found;

        void Add(ArchivedPayload page, string member)
        {
            var at = found.FindIndex(entry => entry.Page.Origin == page.Origin);
            if (at < 0)
                found.Add((page, [member]));
            else
                found[at].Members.Add(member);
        }
    }

    // Copies of one member that say the same, and versions of another moment, are no parts.
    private bool IsPart(LdesPageView view, string member, ArchivedPayload page)
    {
        var other = Read(page);
        var (here, there) = (view.Graph.Find(member), other.Graph.Find(member));
        if (here < 0 || there < 0)
            return false;
        if (LdesMember.MomentOf(view, here) is { } one && LdesMember.MomentOf(other, there) is { } two && one != two)
            return false;
        var (mine, its) = (Lines(view, here), Lines(other, there));
        if (mine.Count == 0 || its.Count == 0 || mine.SetEquals(its))
            return false;
        Found++;
        Example ??= member;
        return true;
    }

    private static HashSet<string> Lines(LdesPageView view, int node)
    {
        var lines = new HashSet<string>(StringComparer.Ordinal);
        foreach (var index in view.Graph.About(node))
        {
            var quad = view.Graph[index];
            lines.Add($"{view.Graph.Name(quad.Predicate)} {(view.Graph.IsBlank(quad.Object) ? "[]" : Encoding.UTF8.GetString(view.Graph.Text(quad.Object)))}");
        }

        return lines;
    }

    private ArchivedPayload? Extract(ArchivedPayload page, IReadOnlyList<string> members)
    {
        var view = Read(page);
        var description = new NodeDescription(view.Graph, view.IsApart);
        var text = new MemoryStream();
        foreach (var member in members)
        {
            if (view.Graph.Find(member) is >= 0 and var node && description.Write(node, node, -1, -1, MaxBytes) is { } lines)
                text.Write(lines);
        }

        if (text.Length == 0)
            return null;
        var stored = archive.Write(text.GetBuffer().AsSpan(0, (int)text.Length));
        return new ArchivedPayload(stored.Hash, PayloadKind.LdesPage, page.Origin, stored.Length, time.GetUtcNow()) { MediaType = "application/n-triples", Continued = members };
    }

    // A member goes on on the next page or soon after: the last pages that were looked at are enough.
    private LdesPageView Read(ArchivedPayload page)
    {
        if (_read.TryGetValue(page.Hash, out var known))
            return known;
        if (_read.Count >= 4)
            _read.Clear();
        using var stream = archive.OpenUnchecked(page.Hash);
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var graph = new PageGraph();
        RdfPages.Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), page.MediaType, page.Base, graph, jsonLd);
        return _read[page.Hash] = new LdesPageView(graph, page.Base, page.Ldes ?? new LdesPage());
    }

    private static int HashOf(LdesPageView view, int term)
    {
        var hash = new HashCode();
        hash.AddBytes(view.Graph.Text(term));
        return hash.ToHashCode();
    }

    /// <summary>For each page of some runs, the members that a page after it in the list reads in its place.</summary>
    /// <returns><see langword="null"/> when no member is divided.</returns>
    public static Dictionary<ArchivedPayload, HashSet<string>>? ReadElsewhere(IReadOnlyList<ArchivedPayload> payloads)
    {
        Dictionary<ArchivedPayload, HashSet<string>>? found = null;
        var later = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        for (var index = payloads.Count - 1; index >= 0; index--)
        {
            var payload = payloads[index];
            if (later.TryGetValue(payload.Origin, out var members))
                (found ??= new(ReferenceEqualityComparer.Instance))[payload] = [.. members];
            foreach (var part in payload.Companions.Where(companion => companion.Continued.Count > 0))
            {
                if (!later.TryGetValue(part.Origin, out var continued))
                    later[part.Origin] = continued = new HashSet<string>(StringComparer.Ordinal);
                continued.UnionWith(part.Continued);
            }
        }

        return found;
    }
}
