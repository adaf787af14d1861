using Ocw.Nde.Rdf.Formats.JsonLd.Compaction;
using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.JsonLd.Expansion;
using Ocw.Nde.Rdf.Formats.JsonLd.Flattening;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Framing;

/// <summary>JSON-LD 1.1 Framing §5.2, frame: from an expanded document and a frame to the compacted result.</summary>
internal sealed class FrameRun(JsonLdOptions options, ContextProcessor contexts, string? baseIri)
{
    private bool Is10 => options.ProcessingMode == JsonLdVersion.V10;

    internal JsonMap Run(JsonList expanded, JsonItem frame)
    {
        var initial = contexts.Initial(baseIri);
        var expandedFrame = new Expander(options with { Ordered = true }, contexts, isFrame: true).Document(initial, frame, baseIri);
        if (expandedFrame.Count == 0)
            expandedFrame = [new JsonMap()];
        var local = (frame as JsonMap)?[Keywords.Context] ?? new JsonMap();
        var active = contexts.Process(initial, local, baseIri);

        // A frame with @graph at its top is about the default graph, any other about all graphs together.
        var isMerged = frame is not JsonMap map || !map.Keys.Any(key => contexts.ExpandKey(active, key) == Keywords.Graph);
        var nodes = new NodeMap(options);
        nodes.Add(expanded);
        var results = new Framer(options, nodes, isMerged).Frame(expandedFrame, out var usedOnce);
        return Compacted(FrameCleanup.Preserved(results, Is10 ? [] : usedOnce), local);
    }

    private JsonMap Compacted(JsonItem results, JsonItem local)
    {
        var active = CompactionContext.Of(options, contexts, local, baseIri);
        var compactor = new Compactor(options, contexts);
        var compacted = FrameCleanup.Nulls(compactor.Compact(active, null, results));
        var omitGraph = options.OmitGraph ?? !Is10;
        var map = compacted switch
        {
            JsonList { Count: 0 } when omitGraph => new JsonMap(),
            JsonList { Count: 1 } single when omitGraph && single[0] is JsonMap only => only,
            JsonMap only when omitGraph => only,
            _ => new JsonMap { { compactor.Key(active, Keywords.Graph), compacted.AsList() } },
        };
        return CompactionContext.WithContext(map, local);
    }
}
