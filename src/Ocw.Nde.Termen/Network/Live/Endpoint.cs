using System.Text;
using System.Text.RegularExpressions;

namespace Ocw.Nde.Termen.Network.Live;

/// <summary>The address of an endpoint, with the user name and password that the catalogue leaves to the environment: <c>https://$GTAA_CREDENTIALS@host/sparql</c>.</summary>
/// <param name="Address">The address without them.</param>
/// <param name="Authorization">The value of the Authorization header; <see langword="null"/> where none is asked.</param>
/// <param name="Missing">The name of the variable that has no value.</param>
internal sealed partial record Endpoint(Uri Address, string? Authorization, string? Missing)
{
    /// <summary>Reads what a catalogue writes; <see langword="null"/> if it is no http(s) address.</summary>
    /// <remarks>A variable counts in the place of user and password only, so that a catalogue cannot send other secrets along.</remarks>
    internal static Endpoint? Of(string text, Func<string, string?> environment)
    {
        var match = Credentials().Match(text);
        if (!match.Success)
            return Parse(text) is { } plain ? new Endpoint(plain, null, null) : null;
        var user = match.Groups["user"].Value;
        if (Parse(match.Groups["scheme"].Value + match.Groups["rest"].Value) is not { } address)
            return null;
        if (!user.StartsWith('$'))
            return new Endpoint(address, Basic(Uri.UnescapeDataString(user)), null);
        return environment(user[1..]) is { Length: > 0 } value ? new Endpoint(address, Basic(value), null) : new Endpoint(address, null, user[1..]);
    }

    private static string Basic(string credentials) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));

    private static Uri? Parse(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    [GeneratedRegex("^(?<scheme>https?://)(?<user>[^/@?#]+)@(?<rest>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Credentials();
}
