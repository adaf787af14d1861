using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Flattening;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Framing;

/// <summary>JSON-LD 1.1 Framing §4.1, Framing Algorithm.</summary>
internal sealed class Framer
{
    private const string MergedName = "@merged";

    private readonly JsonLdOptions _options;
    private readonly JsonMap _graphs;
    private readonly string _main;
    private readonly List<(string Graph, string Id)> _open = [];
    private readonly Dictionary<string, int> _blankUses = new(StringComparer.Ordinal);
    private Dictionary<string, HashSet<string>> _embedded = new(StringComparer.Ordinal);
    private int _written;

    internal Framer(JsonLdOptions options, NodeMap nodes, bool isMerged)
    {
        _options = options;
        _graphs = nodes.Graphs;
        _main = isMerged ? MergedName : Keywords.Default;
        if (isMerged)
            _graphs[MergedName] = nodes.Merged();
    }

    private JsonMap Subjects => (JsonMap)_graphs[_main]!;

    internal JsonList Frame(JsonList frame, out HashSet<string> usedOnce)
    {
        var results = new JsonList();
        Frame(new(_main, IsEmbedded: false), Sorted(Subjects), frame, results, null);
        usedOnce = _blankUses.Where(use => use.Value == 1).Select(use => use.Key).ToHashSet(StringComparer.Ordinal);
        return results;
    }

    // The parent is a list of results, or an object that gets them under a property.
    private void Frame(Place place, IEnumerable<string> ids, JsonItem frames, JsonItem parent, string? property)
    {
        var frame = FrameMatch.Checked(frames);
        var flags = FrameFlags.Of(frame, _options);
        var nodes = (JsonMap)_graphs[place.Graph]!;
        foreach (var id in ids.Where(id => nodes[id] is JsonMap node && FrameMatch.Node(Subjects, node, frame, flags)).ToList())
        {
            if (property is null)
                _embedded = new(StringComparer.Ordinal);
            if (!_embedded.TryGetValue(place.Graph, out var seen))
                _embedded.Add(place.Graph, seen = new(StringComparer.Ordinal));
            var output = Output(id);
            if (!place.IsEmbedded && seen.Contains(id))
                continue;
            var isReference = place.IsEmbedded && (flags.Embed == JsonLdEmbed.Never || _open.Contains((place.Graph, id)) || (flags.Embed == JsonLdEmbed.Once && seen.Contains(id)));
            if (!isReference)
            {
                seen.Add(id);
                Embed(place, ids, id, (JsonMap)nodes[id]!, frame, flags, output, property);
            }

            AddOutput(parent, property, output);
        }
    }

    private JsonMap Output(string id)
    {
        if (++_written > _options.MaxNodes)
            throw new JsonLdException(JsonLdErrors.CeilingReached, $"a result of at most {_options.MaxNodes} nodes", "a larger one");
        CountBlank(id);
        return new JsonMap { { Keywords.Id, id } };
    }

    private void Embed(Place place, IEnumerable<string> ids, string id, JsonMap node, JsonMap frame, FrameFlags flags, JsonMap output, string? property)
    {
        if (_open.Count >= _options.MaxDepth)
            throw new JsonLdException(JsonLdErrors.CeilingReached, $"nodes in at most {_options.MaxDepth} others", $"{Words.Short(id)} in more");
        _open.Add((place.Graph, id));
        FrameGraph(place, id, frame, output);
        if (frame[Keywords.Included] is { } included)
            Frame(place with { IsEmbedded = false }, ids, included, output, Keywords.Included);
        foreach (var (key, value) in node.Snapshot(ordered: true))
        {
            if (Keywords.Is(key))
                CopyKeyword(key, value, output);
            else if (!flags.Explicit || frame.Has(key))
                FrameValues(place, key, value.AsList(), frame, flags, output);
        }

        AddDefaults(frame, output);
        AddReverse(place, id, frame, output, property);
        _open.RemoveAt(_open.Count - 1);
    }

    // The node is the name of a graph too.
    private void FrameGraph(Place place, string id, JsonMap frame, JsonMap output)
    {
        if (_graphs[id] is not JsonMap graph || id is MergedName or Keywords.Default)
            return;
        var inner = frame[Keywords.Graph];
        if (inner is null && place.Graph == MergedName)
            return;
        var subframe = inner?.AsList() is [JsonMap first, ..] ? first : new JsonMap();
        Frame(new(id, IsEmbedded: false), Sorted(graph), new JsonList([subframe]), output, Keywords.Graph);
    }

    private void CopyKeyword(string key, JsonItem value, JsonMap output)
    {
        output[key] = value;
        if (key != Keywords.Type)
            return;
        foreach (var type in value.AsList().OfType<JsonString>())
            CountBlank(type.Value);
    }

    private void FrameValues(Place place, string property, JsonList values, JsonMap frame, FrameFlags flags, JsonMap output)
    {
        var subframe = frame[property]?.AsList() is { Count: > 0 } given ? given : [flags.Implied()];
        foreach (var value in values)
        {
            if (Shapes.IsList(value))
            {
                var list = new JsonMap { { Keywords.List, new JsonList() } };
                if (((JsonMap)value)[Keywords.Index] is { } index)
                    list[Keywords.Index] = index;
                AddOutput(output, property, list);
                var inner = subframe is [JsonMap first, ..] && first[Keywords.List] is { } wanted ? wanted : new JsonList([flags.Implied()]);
                foreach (var item in ((JsonMap)value)[Keywords.List]!.AsList())
                    FrameItem(place, item, inner, list, Keywords.List);
            }
            else if (Shapes.IsReference(value) || FrameMatch.Value((JsonMap)subframe[0], value))
            {
                FrameItem(place, value, subframe, output, property);
            }
        }
    }

    private void FrameItem(Place place, JsonItem item, JsonItem subframe, JsonMap output, string property)
    {
        if (Shapes.IsReference(item))
            Frame(place with { IsEmbedded = true }, [((JsonMap)item).StringOf(Keywords.Id)!], subframe, output, property);
        else
            AddOutput(output, property, item);
    }

    private void AddDefaults(JsonMap frame, JsonMap output)
    {
        foreach (var (key, value) in frame.Snapshot(ordered: true))
        {
            var first = value.AsList() is [JsonMap map, ..] ? map : new JsonMap();
            if (Keywords.Is(key) && !(key == Keywords.Type && first.Has(Keywords.Default)))
                continue;
            if (FrameFlags.Flag(first, Keywords.OmitDefault, _options.OmitDefault) || output.Has(key))
                continue;
            var preserved = first[Keywords.Default]?.AsList() ?? [new JsonString(Keywords.Null)];
            output[key] = new JsonList([new JsonMap { { Keywords.Preserve, preserved } }]);
        }
    }

    private void AddReverse(Place place, string id, JsonMap frame, JsonMap output, string? property)
    {
        if (frame[Keywords.Reverse] is not JsonMap reverse)
            return;
        foreach (var (key, subframe) in reverse.Snapshot(ordered: true))
        {
            foreach (var (other, node) in Subjects.Snapshot(ordered: false))
            {
                if (((JsonMap)node)[key]?.AsList().Any(value => (value as JsonMap)?.StringOf(Keywords.Id) == id) != true)
                    continue;
                var list = output.MapOf(Keywords.Reverse).ListOf(key);
                Frame(place with { IsEmbedded = true }, [other], subframe, list, property ?? "");
            }
        }
    }

    private void CountBlank(string id)
    {
        if (JsonLdIris.IsBlank(id))
            _blankUses[id] = _blankUses.GetValueOrDefault(id) + 1;
    }

    private static void AddOutput(JsonItem parent, string? property, JsonItem output)
    {
        if (parent is JsonList list)
            list.Add(output);
        else
            ((JsonMap)parent).ListOf(property!).Add(output);
    }

    private static IEnumerable<string> Sorted(JsonMap nodes) => nodes.Snapshot(ordered: true).Select(node => node.Key);

    /// <summary>Where framing is: in which graph, and whether in another node.</summary>
    private sealed record Place(string Graph, bool IsEmbedded);
}
