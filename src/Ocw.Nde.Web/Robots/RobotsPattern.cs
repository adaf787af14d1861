namespace Ocw.Nde.Web;

/// <summary>Matches a path against a pattern of robots.txt: a prefix, with <c>*</c> for anything and a final <c>$</c> for the end (RFC 9309 §2.2.3).</summary>
internal static class RobotsPattern
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        var toEnd = pattern.Length > 0 && pattern[^1] == '$';
        if (toEnd)
            pattern = pattern[..^1];

        // Greedy matching with one point of return is linear in practice and bounded by pattern × path.
        int p = 0, s = 0, star = -1, resume = 0;
        while (true)
        {
            if (p == pattern.Length)
            {
                if (!toEnd || s == path.Length)
                    return true;
            }
            else if (pattern[p] == '*')
            {
                star = p++;
                resume = s;
                continue;
            }
            else if (s < path.Length && pattern[p] == path[s])
            {
                p++;
                s++;
                continue;
            }

            if (star < 0 || resume >= path.Length)
                return false;
            p = star + 1;
            s = ++resume;
        }
    }
}
