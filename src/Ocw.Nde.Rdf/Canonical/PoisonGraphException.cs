using System.Globalization;

namespace Ocw.Nde.Rdf.Canonical;

/// <summary>Telling the blank nodes of a dataset apart takes more work than is allowed: it is a poison graph (RDFC-1.0 §7.1), or the limit is too low for it.</summary>
public sealed class PoisonGraphException : Exception
{
    internal PoisonGraphException(long limit, int alike, string label)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The blank nodes cannot be told apart within {limit:N0} steps: {alike:N0} nodes look alike, among them _:{label}. "
            + $"Give these nodes IRIs or something of their own, or raise {nameof(CanonicalOptions)}.{nameof(CanonicalOptions.MaxWork)}."))
    {
        Limit = limit;
        AlikeNodes = alike;
    }

    /// <summary>How many steps were allowed.</summary>
    public long Limit { get; }

    /// <summary>How many blank nodes look like the one at which the work was stopped.</summary>
    public int AlikeNodes { get; }
}
