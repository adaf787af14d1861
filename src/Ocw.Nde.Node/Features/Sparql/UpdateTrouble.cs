using Ocw.Nde.Node.Operations.Contexts;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Sparql;
using Ocw.Nde.Store;

namespace Ocw.Nde.Node.Features.Sparql;

/// <summary>What went wrong with a change, as its sender is told.</summary>
internal static class UpdateTrouble
{
    /// <summary>The trouble that an exception stands for; <see langword="null"/> for one that is ours.</summary>
    public static QueryTrouble? Of(Exception error) => error switch
    {
        SparqlUpdateException e => new(StatusOf(e.Fault), "update", new($"De wijziging is niet uitgevoerd: {e.Message}", $"The update was not carried out: {e.Message}")),
        RdfSyntaxException e when ContextException.Within(e) is { } refused => new(StatusCodes.Status400BadRequest, "context", new($"{refused.Text.Nl} Er is niets gewijzigd.", $"{refused.Text.En} Nothing was changed.")),
        RdfSyntaxException e => new(StatusCodes.Status400BadRequest, "rdf-syntax", new($"Geen geldige RDF: {e.Message} Er is niets gewijzigd.", $"Not valid RDF: {e.Message} Nothing was changed."))
        {
            Place = e.Line > 0 ? ((int)Math.Min(e.Line, int.MaxValue), (int)Math.Min(e.Column, int.MaxValue)) : null,
            Token = e.Found,
        },
        InvalidDataException e => new(StatusCodes.Status400BadRequest, "encoding", new($"Beschadigde of afgebroken gegevens: {e.Message.TrimEnd('.')}. Er is niets gewijzigd.", $"Damaged or truncated data: {e.Message.TrimEnd('.')}. Nothing was changed.")),
        StoreFullException e => new(StatusCodes.Status507InsufficientStorage, "store-full", new($"De opslag is vol: {e.Message} Er is niets gewijzigd.", $"The store is full: {e.Message} Nothing was changed.")),
        StoreBusyException e => new(StatusCodes.Status503ServiceUnavailable, "store-busy", new($"De opslag is bezig: {e.Message}", $"The store is busy: {e.Message}")),
        _ => QueryTrouble.Of(error),
    };

    private static int StatusOf(UpdateFault fault) => fault switch
    {
        UpdateFault.NotWritable or UpdateFault.LoadNotAllowed => StatusCodes.Status403Forbidden,
        UpdateFault.LoadFailed or UpdateFault.ServiceFailed => StatusCodes.Status502BadGateway,
        _ => StatusCodes.Status400BadRequest,
    };
}
