using System.Text.Json.Serialization;

namespace Ocw.Nde.Node.Operations;

/// <summary>What came of asking for a sample of the images of a run. Figures only: never a violation.</summary>
/// <param name="Sampled">How many addresses were drawn.</param>
/// <param name="Good">How many answered as they should.</param>
/// <param name="Broken">How many did not, and will not by themselves: not found, refused, no image.</param>
/// <param name="Unreachable">How many could not be asked now: no connection, no answer in time, an error of the server.</param>
/// <param name="Skipped">How many were not asked: robots.txt forbids it, the host had failed three times in a row, or the time was up.</param>
/// <param name="Troubles">What was not good, at most as many as were drawn.</param>
internal sealed record MediaFigures(int Sampled, int Good, int Broken, int Unreachable, int Skipped, IReadOnlyList<MediaTrouble> Troubles);

/// <summary>An image that is not as it should be.</summary>
/// <param name="Record">The record.</param>
/// <param name="Address">Its address.</param>
/// <param name="State">What it is.</param>
/// <param name="Reason">What the server did.</param>
internal sealed record MediaTrouble(string Record, string Address, MediaState State, string Reason);

/// <summary>How an image is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MediaState>))]
internal enum MediaState
{
    /// <summary>It answered as it should.</summary>
    Good,

    /// <summary>It did not, and will not by itself.</summary>
    Broken,

    /// <summary>It could not be asked now.</summary>
    Unreachable,

    /// <summary>It was not asked.</summary>
    Skipped,
}
