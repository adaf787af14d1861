using System.Globalization;
using System.Text;

namespace Ocw.Nde.Web;

/// <summary>The rules of one robots.txt for one robot (RFC 9309): the longest matching path decides, and allow wins a tie.</summary>
public sealed class RobotsRules
{
    /// <summary>A file longer than this is read no further (RFC 9309 §2.5 asks for at least 500 KiB).</summary>
    public const int MaxBytes = 512 << 10;

    private readonly List<(string Path, bool Allow)> _rules = [];

    private RobotsRules()
    {
    }

    /// <summary>Nothing is disallowed: the host has no robots.txt.</summary>
    public static RobotsRules AllowAll { get; } = new();

    /// <summary>Everything is disallowed: the host could not say what it allows (RFC 9309 §2.3.1.4).</summary>
    public static RobotsRules DisallowAll { get; } = Parse("User-agent: *\nDisallow: /"u8, "any");

    /// <summary>The wait between requests that the file asks for, if any; not part of the RFC, but widely meant.</summary>
    public TimeSpan? CrawlDelay { get; private set; }

    /// <summary>Reads the groups that apply to <paramref name="robot"/>; those for <c>*</c> when none names it.</summary>
    /// <param name="text">The file in UTF-8.</param>
    /// <param name="robot">The product token, such as <c>OcwNde</c>.</param>
    public static RobotsRules Parse(ReadOnlySpan<byte> text, string robot)
    {
        ArgumentException.ThrowIfNullOrEmpty(robot);
        var named = new RobotsRules();
        var general = new RobotsRules();
        var sawNamed = false;
        RobotsGroup group = default;
        if (text.StartsWith("\uFEFF"u8))
            text = text[3..];
        foreach (var line in Encoding.UTF8.GetString(text[..Math.Min(text.Length, MaxBytes)]).EnumerateLines())
        {
            var content = line.IndexOf('#') is >= 0 and var hash ? line[..hash] : line;
            var colon = content.IndexOf(':');
            if (colon < 0)
                continue;
            var key = content[..colon].Trim();
            var value = content[(colon + 1)..].Trim();
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                group = group.Next(value, robot);
                sawNamed |= group.IsNamed;
                continue;
            }

            group.InRules = true;
            if (group.IsNamed)
                named.Add(key, value);
            if (group.IsGeneral)
                general.Add(key, value);
        }

        return sawNamed ? named : general;
    }

    /// <summary>Whether the robot may fetch the address.</summary>
    public bool Allows(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var path = address.PathAndQuery;
        var length = -1;
        var allowed = true;
        foreach (var (pattern, allow) in _rules)
        {
            if (pattern.Length >= length && RobotsPattern.Matches(pattern, path) && (pattern.Length > length || allow))
            {
                length = pattern.Length;
                allowed = allow;
            }
        }

        return allowed;
    }

    private void Add(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (key.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase))
        {
            if (double.TryParse(value, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 3600)
                CrawlDelay = TimeSpan.FromSeconds(seconds);
            return;
        }

        var allow = key.Equals("allow", StringComparison.OrdinalIgnoreCase);
        if (value.Length > 0 && (allow || key.Equals("disallow", StringComparison.OrdinalIgnoreCase)))
            _rules.Add((value.ToString(), allow));
    }

    private struct RobotsGroup
    {
        public bool IsNamed;
        public bool IsGeneral;
        public bool InRules;

        // Several user-agent lines in a row share one group; the first after a rule starts a new one.
        public readonly RobotsGroup Next(ReadOnlySpan<char> agent, string robot)
        {
            var product = agent.IndexOf('/') is > 0 and var slash ? agent[..slash] : agent;
            return new RobotsGroup
            {
                IsNamed = (!InRules && IsNamed) || product.Equals(robot, StringComparison.OrdinalIgnoreCase),
                IsGeneral = (!InRules && IsGeneral) || product is "*",
            };
        }
    }
}
