using Microsoft.Net.Http.Headers;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Pipeline;

namespace Ocw.Nde.Node.Features.Datasets;

/// <summary><c>/dumps/{dataset}/{channel}.nq.gz</c> and its checksum (<c>.sha256</c>); <c>/datasets/{dataset}/alignments</c> in its forms.</summary>
internal static class DatasetEndpoints
{
    /// <summary>Maps the dumps.</summary>
    public static void MapDatasets(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/dumps/{dataset}/{channel}.nq.gz", ["GET", "HEAD"], (string dataset, string channel, NodeHost host, CancellationToken cancellation) =>
        {
            if (Find(host, dataset, channel) is not { } state)
                return Results.NotFound();
            var file = new DumpService(host).FileOf(dataset, channel, state, cancellation);
            return Results.File(file, "application/gzip", $"{dataset}-{channel}.nq.gz", entityTag: new EntityTagHeaderValue($"\"{state.DumpSha256}\""), enableRangeProcessing: true);
        });
        routes.MapMethods("/dumps/{dataset}/{channel}.nq.gz.sha256", ["GET", "HEAD"], (string dataset, string channel, NodeHost host) =>
            Find(host, dataset, channel) is { } state ? Results.Text($"{state.DumpSha256}  {channel}.nq.gz\n") : Results.NotFound());
        routes.MapMethods("/datasets/{dataset}/alignments", ["GET", "HEAD"], (HttpContext context, NodeHost host, string dataset) => AlignmentsAnswer.WriteAsync(context, host, dataset, null));
        foreach (var form in AlignmentsAnswer.Forms)
            routes.MapMethods($"/datasets/{{dataset}}/alignments.{form.Extension}", ["GET", "HEAD"], (HttpContext context, NodeHost host, string dataset) => AlignmentsAnswer.WriteAsync(context, host, dataset, form));
    }

    private static ChannelState? Find(NodeHost host, string dataset, string channel) =>
        dataset.All(IsNameCharacter) && channel.All(IsNameCharacter) ? host.StateOf(dataset, channel) : null;

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-';
}
