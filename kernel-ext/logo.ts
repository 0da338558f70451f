/** The kernel's logo: the colours of the depth walk over a peel. The PNG is the SVG at 64 × 64. */
export const logoSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<defs>
<linearGradient id="walk" x1="0" x2="1">
<stop offset="0" stop-color="#000"/>
<stop offset=".143" stop-color="#f00"/>
<stop offset=".286" stop-color="#ff0"/>
<stop offset=".429" stop-color="#0f0"/>
<stop offset=".571" stop-color="#0ff"/>
<stop offset=".714" stop-color="#00f"/>
<stop offset=".857" stop-color="#f0f"/>
<stop offset="1" stop-color="#fff"/>
</linearGradient>
</defs>
<rect width="64" height="64" rx="12" fill="#20232b"/>
<path d="M12 40a20 20 0 0 1 40 0" fill="none" stroke="url(#walk)" stroke-width="9" stroke-linecap="round"/>
<path d="M22 48a10 10 0 0 1 20 0" fill="none" stroke="#f4d35e" stroke-width="6" stroke-linecap="round"/>
</svg>
`;

export const logoPng = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAMAAACdt4HsAAADAFBMVEVMaXEgIysfIyoiIiogIyogIisfIykgIysfIishJC0fIiofIyofIisgIyodIScfIiofIisgIiohIisfIiofIysgIisfIikkJDAfIysfIiofIysfIyofIisfHycfIisgIyv0014AAAD/////vP//j///Y/9DAACcAABwAAD/6P8XAADJAAD/Nv/1AAD/Cv//IwDcAP//fAD/TwCwAP+DAP//1QD/qQDQ/wBK/wAAtf9WAP8qAP8AL/+XhUf8/wCj/wAA//AA/8N3/wAA4v8A/5Yd/wAA/2kA/zwA/w8AiP8AXP8AA/8pKy0hIyslJyy9pVARExfz0l6+plHlxlqvmU3mx1uHeENJRDVAPjIkJiyDdUPUuFdQUlkCAwMeHycgIyzjxVorLS5LRzXry1zixFouLy7qzFycikmbiUiEhYoVFxx+gIUeISkwMjoJCgwjJSoMDRA3JyaCIxhEHCMvH0FdDa8gIi4fIzHVuVbDq1Pe3t+Ki5BRTDcZGyFwcne7o1HCqVJHRDRmaG4sLzcZGyIsJjelpqlQJ1mCdUKDeom9vcC9T8C+v8G+cMFPRFjv7/AkKiqhoqUZHCLBMcQlKDA8P0aEK4qiL6eVLZo/BAXs7wMnIyr8pwGX6gTsNO03OScmKSoNDxIcExg2OUAlHiWqq64wHCJsExgnHCJYCgzy8vN4ERXhAwSCDxInISnGRAt4Cg2hihLGqAtJH1LyIwNNlBWOERWoWRFthBg+NSWodRH7+/vv8gMcHiW1BAWTAwO5AwQtIChDLky+r8E1JT80HSSWFZseLTsPmEyuXBBZah0aCgzrDOxDO0y3CgwOooInSSQnIjJpAwRwqREZTloUdXQPmGT0TQLjqORxFIYJwbgd6gRNOVaYCgwkMygRil3SAvN1E4sdH0HEEMYnHkYoCctBDa6oAvMaPVBr4QYJwRcOoTQPWJoD0OvuXu4SgGzuh+8RikiNCcsFeuHkM+UUdSENRqsDV+wfVCECBfMmD6USKIkSgDIWJ25WAfwCBfAtnYmRAAAAH3RSTlMAtdkd/G5P/fMbuGvy1xmc8fRM+2lvSRWZopiR2yCqCBrpogAAAAlwSFlzAAALEwAACxMBAJqcGAAAAytJREFUWMPN12VA20AUAOBQKG0pDnNJ27m7r3NfoWiLs8LwAYMhc+bu7htzd3d3d3d3d2uSXhIibcntx96v3ru7L73eJc1DECJsxQ4iN9TKcBM5yG0ResgK26H5DEnJEtR8eykqIBztwfwCElRQSMSm6wucbxTw7yCTooLD0dkIuKAQ4WLcPzsYwE6GiFGokCMOcIANUhwOECFSOECKoJDxfwO3v376+e7Om0sXjwgA5h2/8Kx+63Zt27Rq3qxlgw+ff2XnC9i2bka9pi0ooH2Hxn++P7QaSDs2q04TJtCx0e/MDKsAr/QrNepyAQ1rP7kWaRnYd7paTT6gVvUHBy0Bh3ZXMQdU/bjfPLB4TyXzQOXXN80BC8+XswSUeXuKH4iYXj4PcOP5i6OXz1x/lQcofTWZFzhRlgbM3nQW5J++/EIDSh2I5AF8KlLAzq3j6HT2j28UUCGJG4gIp4D1c5nbdf8RBSxfwAl0VZLA9lT2kct6TAKqRVzALiUJbPHiOvWRmSSwYzIHkEsCa1K5b7ys9wBQjWcDXcIBsDGN797PuAuAsZNYQKISAOn8T497AFANYAG5AFg5kx84dxIAQ1hAOAA2m3sCHgZATyYQoQRAN3J0UIg2NDY2VBsSRKY2AECVzAD6AGAv2MIorYKMHr3BVs4BQBgDSATALaIdHOeroIVvfDCRnwiAvgzABwCr8GaMn4IRfjF4x1QAJPEBK/Drs+YrFP28sZ5pAOjFByzBWnEKjojHeqYAIIEBDAIAtglRpvV31uk1Gr2uk+l30Bu7hvL9iGgKAazFPpsWEGAgugwBRFuLNUYSwAj2vZCCActWY/tvmk/ek14mATsPg0djwKiBHM+DCT7zl+IfQojvb6C6DMQqhuGNMcMTwsz/tREnSEdP6fBUjpX/jd3x0f3pKT2eCrUSiMZHa+gpDZ6KthLwxwb7W87xAmpssNpyjhfwVgcGqr0t5/7RSxbki6YrIoIDnOBftuVwgCdkweEhgyx5imJFlyPEHmBFF1JQ8CIk7kThKIYsPI2lp6BVuLpTxXOhYh75vnwR57z1u9zGyepTLXWy8ZSZJv4FuIh174SXlSAAAAAASUVORK5CYII=",
  "base64",
);
